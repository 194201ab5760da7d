/** What Google Workspace sends. It has no SCIM app that could be pointed at any server, and says nothing of its requests: these were seen by makers of
 * servers behind its catalogue apps. It pushes no groups. */
import type { Sequence } from "../Sequence.ts"

export const sequence: Sequence = {
  title: "access is probed, and a user is created, suspended and deleted, in application/json",
  idp: "Google",
  source: "RIPAGlobal/scimitar application_controller_spec; pond/scimitar issue 142; getprobo/probo PR 711",
  headers: {
    "User-Agent": "Google-Auto-Provisioning",
    "Content-Type": "application/json",
    Authorization: "Bearer ${token}"
  },
  steps: [
    {
      name: "the probe when access is granted",
      request: {
        method: "GET",
        path: "/Users?count=1"
      },
      answer: {
        status: 200,
        types: {
          "/totalResults": "integer"
        }
      }
    },
    {
      name: "look for ada",
      request: {
        method: "GET",
        path: "/Users?filter=userName%20eq%20%22ada.${run}@example.com%22"
      },
      answer: {
        status: 200,
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
          totalResults: 0
        }
      }
    },
    {
      name: "create a suspended user",
      request: {
        method: "POST",
        path: "/Users",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
          userName: "ada.${run}@example.com",
          name: {
            givenName: "Ada",
            familyName: "Simulated"
          },
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: false,
          externalId: "g-${run}"
        }
      },
      answer: {
        status: 201,
        capture: {
          ada: "/id"
        },
        body: {
          active: false
        }
      }
    },
    {
      name: "she is suspended",
      request: {
        method: "GET",
        path: "/Users/${ada}"
      },
      answer: {
        status: 200,
        body: {
          active: false
        }
      }
    },
    {
      name: "enable",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              path: "active",
              value: true
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "replace her",
      request: {
        method: "PUT",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
          userName: "ada.${run}@example.com",
          name: {
            givenName: "Ada",
            familyName: "Simulated"
          },
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: true,
          externalId: "g-${run}",
          title: "Engineer"
        }
      },
      answer: {
        status: 200
      }
    },
    {
      name: "suspend",
      request: {
        method: "PUT",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
          userName: "ada.${run}@example.com",
          name: {
            givenName: "Ada",
            familyName: "Simulated"
          },
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: false,
          externalId: "g-${run}"
        }
      },
      answer: {
        status: 200,
        body: {
          active: false
        }
      }
    },
    {
      name: "she is listed suspended",
      request: {
        method: "GET",
        path: "/Users?filter=userName%20eq%20%22ada.${run}@example.com%22"
      },
      answer: {
        status: 200,
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
          totalResults: 1,
          Resources: [
            {
              id: "${ada}",
              active: false
            }
          ]
        }
      }
    },
    {
      name: "delete, days later",
      request: {
        method: "DELETE",
        path: "/Users/${ada}"
      },
      answer: {
        status: 204
      }
    },
    {
      name: "she is gone",
      request: {
        method: "GET",
        path: "/Users?filter=userName%20eq%20%22ada.${run}@example.com%22"
      },
      answer: {
        status: 200,
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
          totalResults: 0
        }
      }
    }
  ]
}
