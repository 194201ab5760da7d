/**
 * What no case of the suites shows, and why: either this service provider does not offer what the requirement is about,
 * which the RFCs leave to it, or nobody can see from outside whether it is kept.
 */

export interface Unproven {
  readonly status: "notOffered" | "notObservable"
  readonly reason: string
  /** The numbers of requirements, by section. */
  readonly ids: Readonly<Record<string, string>>
}

export const unproven: ReadonlyArray<Unproven> = [
  {
    status: "notObservable",
    reason: "A cursor lives for an hour, which no suite waits for; the tests of @rollcall/provider let it pass.",
    ids: { "9865-2.1": "02" }
  },
  {
    status: "notOffered",
    reason:
      "Security events with data, and feeds that resources join and leave: receivers get notices, of every resource.",
    ids: { "9967-2.3": "01", "9967-2.4.1": "01" }
  },
  {
    status: "notObservable",
    reason: "It is what publisher and receiver agree upon, or about TLS, and the suites speak plain HTTP.",
    ids: { "9967-2.4.6": "01", "9967-5": "02" }
  },
  {
    status: "notOffered",
    reason: "Asynchronous answers: every request is answered when it is done, never with 202.",
    ids: {
      "9967-2.5.1.1": "02-08",
      "9967-2.5.1.2": "01-03",
      "9967-2.5.1.3": "01-03",
      "9967-3": "01",
      "9967-5": "01"
    }
  },
  {
    status: "notOffered",
    reason: "Passwords: changePassword.supported is false; one that comes is thrown away, so there is none to guard.",
    ids: { "7643-4.1.1": "09-11" }
  },
  {
    status: "notOffered",
    reason: "Naming a tenant in a request: the token alone decides which tenant it is.",
    ids: { "7644-6": "02" }
  },
  {
    status: "notOffered",
    reason: "Anonymous writes and users that serve themselves: every write needs an identity provider's token.",
    ids: { "7644-7.6": "01", "7644-7.7": "02", "7644-2": "07" }
  },
  {
    status: "notOffered",
    reason: "400 to a userName that is taken: the service provider chose 409 for every method.",
    ids: { "7643-2.2": "17" }
  },
  {
    status: "notObservable",
    reason: "The RFC leaves the form to the service provider, so no answer would be wrong.",
    ids: { "7643-2.4": "07", "7644-3.4.2.2": "29" }
  },
  {
    status: "notObservable",
    reason: "It is about TLS and where the server stands, and the suites speak plain HTTP to a server beside them.",
    ids: { "7644-7.1": "01", "7644-7.4": "02" }
  },
  {
    status: "notObservable",
    reason: "It asks for care in design, which leaves no single trace in an answer.",
    ids: { "7643-9": "01", "7644-2.1": "02", "7644-7.4": "03" }
  },
  {
    status: "notObservable",
    reason:
      "No request is known that makes the server fail with 500; the tests of @rollcall/http make it fail from inside.",
    ids: { "7644-3.12": "15" }
  }
]
