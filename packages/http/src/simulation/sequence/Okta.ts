/** What Okta sends for a catalogue app: PATCH for profiles and for a group that is pushed. It deactivates leavers and deletes none. */
import type { Sequence } from "../Sequence.ts"

export const sequence: Sequence = {
  title: "a connection is tested, people come, change and go, and a group is pushed",
  idp: "Okta",
  source: "okta/okta-developer-docs docs/reference/scim/scim-20/index.md",
  headers: {
    "User-Agent": "Okta SCIM Client 1.0.0",
    Accept: "application/scim+json",
    "Accept-Charset": "utf-8",
    "Content-Type": "application/scim+json; charset=utf-8",
    Authorization: "Bearer ${token}"
  },
  steps: [
    {
      name: "test the connection",
      request: {
        method: "GET",
        path: "/Users?startIndex=1&count=2"
      },
      answer: {
        status: 200,
        has: ["/schemas"],
        types: {
          "/totalResults": "integer"
        }
      }
    },
    {
      name: "test the connection for groups",
      request: {
        method: "GET",
        path: "/Groups?startIndex=1&count=100"
      },
      answer: {
        status: 200,
        types: {
          "/totalResults": "integer"
        }
      }
    },
    {
      name: "does ada exist",
      request: {
        method: "GET",
        path: "/Users?filter=userName%20eq%20%22ada.${run}%40example.com%22&startIndex=1&count=100"
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
      name: "create ada",
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
              primary: true,
              value: "ada.${run}@example.com",
              type: "work"
            }
          ],
          displayName: "Ada Simulated",
          locale: "en-US",
          externalId: "00u-ada-${run}",
          groups: [],
          password: "1mz050nq",
          active: true
        }
      },
      answer: {
        status: 201,
        capture: {
          ada: "/id"
        },
        types: {
          "/id": "string",
          "/active": "boolean"
        },
        lacks: ["/password"]
      }
    },
    {
      name: "create ada again",
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
              primary: true,
              value: "ada.${run}@example.com",
              type: "work"
            }
          ],
          displayName: "Ada Simulated",
          locale: "en-US",
          externalId: "00u-ada-${run}",
          groups: [],
          password: "1mz050nq",
          active: true
        }
      },
      answer: {
        status: 409
      }
    },
    {
      name: "look her up",
      request: {
        method: "GET",
        path: "/Users?filter=userName%20eq%20%22ada.${run}%40example.com%22&startIndex=1&count=100"
      },
      answer: {
        status: 200,
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
          totalResults: 1,
          Resources: [
            {
              id: "${ada}"
            }
          ]
        }
      }
    },
    {
      name: "retrieve her",
      request: {
        method: "GET",
        path: "/Users/${ada}"
      },
      answer: {
        status: 200,
        has: ["/userName"],
        lacks: ["/password"]
      }
    },
    {
      name: "retrieve one that is not there",
      request: {
        method: "GET",
        path: "/Users/${missing}"
      },
      answer: {
        status: 404
      }
    },
    {
      name: "create bob",
      request: {
        method: "POST",
        path: "/Users",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
          userName: "bob.${run}@example.com",
          name: {
            givenName: "Bob",
            familyName: "Simulated"
          },
          emails: [
            {
              primary: true,
              value: "bob.${run}@example.com",
              type: "work"
            }
          ],
          displayName: "Bob Simulated",
          locale: "en-US",
          externalId: "00u-bob-${run}",
          groups: [],
          password: "1mz050nq",
          active: true
        }
      },
      answer: {
        status: 201,
        capture: {
          bob: "/id"
        }
      }
    },
    {
      name: "change the profile",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              value: {
                displayName: "Ada B. Simulated",
                name: {
                  givenName: "Ada",
                  familyName: "Berg"
                },
                title: "Engineer"
              }
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "the change is seen",
      request: {
        method: "GET",
        path: "/Users/${ada}"
      },
      answer: {
        status: 200,
        body: {
          displayName: "Ada B. Simulated",
          title: "Engineer",
          name: {
            familyName: "Berg"
          }
        }
      }
    },
    {
      name: "does the group exist",
      request: {
        method: "GET",
        path: "/Groups?filter=displayName%20eq%20%22Simulated%20${run}%22&startIndex=1&count=100"
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
      name: "push the group",
      request: {
        method: "POST",
        path: "/Groups",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
          displayName: "Simulated ${run}",
          members: []
        }
      },
      answer: {
        status: 201,
        capture: {
          group: "/id"
        }
      }
    },
    {
      name: "push two members",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              path: "members",
              value: [
                {
                  value: "${ada}",
                  display: "ada.${run}@example.com"
                },
                {
                  value: "${bob}",
                  display: "bob.${run}@example.com"
                }
              ]
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "two are in",
      request: {
        method: "GET",
        path: "/Groups/${group}"
      },
      answer: {
        status: 200,
        body: {
          members: [
            {
              value: "${ada}"
            },
            {
              value: "${bob}"
            }
          ]
        }
      }
    },
    {
      name: "take one out",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "remove",
              path: 'members[value eq "${ada}"]'
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "the other is in",
      request: {
        method: "GET",
        path: "/Groups/${group}"
      },
      answer: {
        status: 200,
        body: {
          members: [
            {
              value: "${bob}"
            }
          ]
        }
      }
    },
    {
      name: "rename the group",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              value: {
                id: "${group}",
                displayName: "Simulated again ${run}"
              }
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "deactivate ada",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              value: {
                active: false
              }
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "she can be retrieved all the same",
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
      name: "take her back",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              value: {
                active: true
              }
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "deactivate bob",
      request: {
        method: "PATCH",
        path: "/Users/${bob}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "replace",
              value: {
                active: false
              }
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "delete the group",
      request: {
        method: "DELETE",
        path: "/Groups/${group}"
      },
      answer: {
        status: 204
      }
    },
    {
      name: "the group is gone",
      request: {
        method: "GET",
        path: "/Groups/${group}"
      },
      answer: {
        status: 404
      }
    }
  ]
}
