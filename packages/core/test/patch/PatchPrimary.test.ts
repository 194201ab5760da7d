import { describe } from "vitest"
import { address, document, home, other, work } from "./Babs.ts"
import { add, changes, lenient, refusals, replace } from "./Patching.ts"

const isFirst = { primary: true }
const isNoMore = { primary: false }

describe("PATCH of primary", () => {
  const emails = (...values: ReadonlyArray<object>) => ({ emails: values })

  changes(document, [
    [
      "moves to an added value",
      add("emails", [{ ...other, ...isFirst }]),
      emails({ ...work, ...isNoMore }, home, { ...other, ...isFirst })
    ],
    [
      "moves to a value that takes it over",
      add("emails", [{ ...home, ...isFirst }]),
      emails({ ...work, ...isNoMore }, { ...home, ...isFirst })
    ],
    [
      "moves to the selected value",
      replace('emails[type eq "home"].primary', true),
      emails({ ...work, ...isNoMore }, { ...home, ...isFirst })
    ],
    [
      "moves to the selected value that is replaced",
      replace('emails[type eq "home"]', { primary: true }),
      emails({ ...work, ...isNoMore }, { ...home, ...isFirst })
    ],
    ["stays where a value that is not primary is added", add("emails", [other]), emails(work, home, other)],
    ["can be given up", replace("emails[primary eq true].primary", false), emails({ ...work, ...isNoMore }, home)],
    ["stays where it is", replace('emails[type eq "work"].primary', true), {}],
    [
      "moves between values without value",
      [add("addresses", [{ country: "DE", ...isFirst }]), add("addresses", [{ ...address, ...isFirst }])],
      {
        addresses: [
          { ...address, ...isFirst },
          { country: "DE", ...isNoMore }
        ]
      }
    ]
  ])

  const two = add("emails", [
    { ...other, ...isFirst },
    { ...home, ...isFirst }
  ])
  const several = {
    _tag: "InvalidValue" as const,
    detail: 'Operation 1: emails has several values with "primary": true: at most one may be primary.',
    attribute: "emails"
  }
  refusals(document, [
    ["is refused for several added values", two, several],
    ["is refused for several replacing values", { ...two, op: "replace" }, several]
  ])

  changes(
    document,
    [
      [
        "goes to the first of several added values, where that is the policy",
        two,
        emails({ ...work, ...isNoMore }, { ...home, ...isNoMore }, { ...other, ...isFirst })
      ],
      [
        "goes to the first of several replacing values, where that is the policy",
        { ...two, op: "replace" },
        emails({ ...other, ...isFirst }, { ...home, ...isNoMore })
      ]
    ],
    { policy: lenient }
  )
})
