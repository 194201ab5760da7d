/** What JumpCloud sends: a test user and a test group at activation, and PUT of whole people. */
import type { Sequence } from "../Sequence.ts"

export const sequence: Sequence = {
  title: "activation makes and deletes a test user and group, then people are replaced whole",
  idp: "JumpCloud",
  source: "Paul-E/scim-v2-rust src/test_data/jumpcloud_*.json; jumpcloud.com support: SCIM custom integration",
  headers: {
    "Content-Type": "application/scim+json",
    Accept: "application/scim+json",
    Authorization: "Bearer ${token}"
  },
  steps: [
    {
      name: "create the test user",
      request: {
        method: "POST",
        path: "/Users",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          userName: "testuser.${run}@example.com",
          name: {
            givenName: "Test",
            familyName: "Simulated"
          },
          displayName: "Test Simulated",
          emails: [
            {
              value: "testuser.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: true,
          externalId: "testuser-${run}",
          addresses: [
            {
              country: "US",
              locality: "locality",
              postalCode: "80027",
              primary: true,
              region: "region",
              streetAddress: "street-address",
              type: "work"
            }
          ],
          phoneNumbers: [
            {
              primary: true,
              type: "work",
              value: "tel:+1-555-555-5555"
            }
          ],
          locale: "en-US",
          preferredLanguage: "en-US"
        }
      },
      answer: {
        status: 201,
        capture: {
          test: "/id"
        }
      }
    },
    {
      name: "create the test group",
      request: {
        method: "POST",
        path: "/Groups",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
          displayName: "Test group ${run}",
          externalId: "test-${run}"
        }
      },
      answer: {
        status: 201,
        capture: {
          testGroup: "/id"
        }
      }
    },
    {
      name: "delete the test user",
      request: {
        method: "DELETE",
        path: "/Users/${test}"
      },
      answer: {
        status: 204
      }
    },
    {
      name: "delete the test group",
      request: {
        method: "DELETE",
        path: "/Groups/${testGroup}"
      },
      answer: {
        status: 204
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
          displayName: "Ada Simulated",
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: true,
          externalId: "ada-${run}"
        }
      },
      answer: {
        status: 201,
        capture: {
          ada: "/id"
        }
      }
    },
    {
      name: "replace her whole",
      request: {
        method: "PUT",
        path: "/Users/${ada}",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "urn:ietf:params:scim:schemas:core:2.0:User"
          ],
          userName: "ada.${run}@example.com",
          name: {
            givenName: "Ada",
            familyName: "Simulated"
          },
          displayName: "Ada Simulated",
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: true,
          externalId: "ada-${run}",
          id: "${ada}",
          title: "Captain",
          addresses: [],
          phoneNumbers: [],
          photos: [
            {
              value: "https://img.example.com/2a27d237.png"
            }
          ],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            department: "C-Suite"
          }
        }
      },
      answer: {
        status: 200,
        body: {
          title: "Captain",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            department: "C-Suite"
          }
        }
      }
    },
    {
      name: "create a group",
      request: {
        method: "POST",
        path: "/Groups",
        body: {
          schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
          displayName: "Simulated ${run}"
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
      name: "add a member",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "add",
              path: "members",
              value: [
                {
                  value: "${ada}"
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
      name: "she is in",
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
            }
          ]
        }
      }
    },
    {
      name: "remove the member",
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
      name: "nobody is in",
      request: {
        method: "GET",
        path: "/Groups/${group}"
      },
      answer: {
        status: 200,
        lengths: {
          "/members": 0
        }
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
          displayName: "Ada Simulated",
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          active: false,
          externalId: "ada-${run}",
          id: "${ada}"
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
      name: "delete",
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
        path: "/Users/${ada}"
      },
      answer: {
        status: 404
      }
    }
  ]
}
