/**
 * The User schema (RFC 7643 §4.1), complete.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-4.1
 */
import { type AttributeDefinition, boolean, complex, make as define, reference, string } from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

export const urn = "urn:ietf:params:scim:schemas:core:2.0:User"

/** The sub-attributes that RFC 7643 §2.4 gives to a multi-valued attribute, around its own `value`. */
const plural = (value: AttributeDefinition, types: ReadonlyArray<string>): ReadonlyArray<AttributeDefinition> => [
  value,
  string("display", "A name for this value, for people to read."),
  string("type", "What this value is used for.", { canonicalValues: types }),
  boolean("primary", "True for the one preferred value of the attribute.")
]

const name = complex("name", "The parts of the user's real name.", [
  string("formatted", "The full name as one text, ready to be shown."),
  string("familyName", "The family name, or last name."),
  string("givenName", "The given name, or first name."),
  string("middleName", "The middle names."),
  string("honorificPrefix", "What precedes the name, such as Ms. or Dr."),
  string("honorificSuffix", "What follows the name, such as III or PhD.")
])

const addresses = complex(
  "addresses",
  "Postal addresses.",
  [
    string("formatted", "The full address as one text, which may hold line breaks."),
    string("streetAddress", "Street, house number and the like, which may hold line breaks."),
    string("locality", "The city or place."),
    string("region", "The state or region."),
    string("postalCode", "The postal code."),
    string("country", "The country, as a two-letter code of ISO 3166-1."),
    string("type", "What this address is used for.", { canonicalValues: ["work", "home", "other"] }),
    boolean("primary", "True for the one preferred address.")
  ],
  { multiValued: true }
)

const groups = complex(
  "groups",
  "The groups that hold the user, directly or through other groups. Change them through the groups themselves.",
  [
    string("value", "The id of the group.", { caseExact: true, mutability: "readOnly" }),
    reference("$ref", ["Group"], "The URI of the group.", { mutability: "readOnly" }),
    string("display", "The displayName of the group.", { mutability: "readOnly" }),
    string("type", "Whether the group holds the user itself or through another group.", {
      canonicalValues: ["direct", "indirect"],
      mutability: "readOnly"
    })
  ],
  { multiValued: true, mutability: "readOnly", link: "memberOf" }
)

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "User",
  description: "A person's account.",
  attributes: [
    string("userName", "The name by which the user signs in, unique in this service.", {
      required: true,
      uniqueness: "server"
    }),
    name,
    string("displayName", "The name of the user that is shown to people."),
    string("nickName", "How the user is casually called."),
    reference("profileUrl", ["external"], "The URI of a page about the user."),
    string("title", "The user's title in the organisation, such as Vice President."),
    string("userType", "The relation between organisation and user, such as Employee or Contractor."),
    string("preferredLanguage", "The languages that the user prefers, in the form of an Accept-Language header."),
    string("locale", "The user's locale, for dates, numbers and currency, such as en-US."),
    string("timezone", "The user's time zone by its name in the IANA database, such as Europe/Berlin."),
    boolean("active", "Whether the user may use the service. False means deactivated."),
    string("password", "Accepted and thrown away: this service authenticates nobody.", {
      mutability: "writeOnly",
      returned: "never",
      discarded: true
    }),
    complex("emails", "E-mail addresses.", plural(string("value", "The address."), ["work", "home", "other"]), {
      multiValued: true
    }),
    complex(
      "phoneNumbers",
      "Telephone numbers.",
      plural(string("value", "The number, best in the form of RFC 3966."), [
        "work",
        "home",
        "mobile",
        "fax",
        "pager",
        "other"
      ]),
      { multiValued: true }
    ),
    complex(
      "ims",
      "Addresses for instant messages.",
      plural(string("value", "The address."), ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]),
      { multiValued: true }
    ),
    complex(
      "photos",
      "Pictures of the user.",
      plural(reference("value", ["external"], "The URI of an image file."), ["photo", "thumbnail"]),
      { multiValued: true }
    ),
    addresses,
    groups,
    complex("entitlements", "Things that the user has a right to.", plural(string("value", "The entitlement."), []), {
      multiValued: true
    }),
    complex(
      "roles",
      "What the user is in the organisation, such as Student or Faculty.",
      plural(string("value", "The role."), []),
      { multiValued: true }
    ),
    complex(
      "x509Certificates",
      "Certificates of the user.",
      plural(define("value", "binary", "One certificate in DER form, as base64."), []),
      { multiValued: true }
    )
  ]
})
