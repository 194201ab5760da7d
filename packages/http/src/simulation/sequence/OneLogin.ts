/** What OneLogin sends: templates with empty values, and URLs that end in `?` or `&`. */
import type { Sequence } from "../Sequence.ts"

export const sequence: Sequence = {
  title: "people come from a template with empty values, URLs carry noise, and a rule fills a group",
  idp: "OneLogin",
  source:
    "goauthentik/authentik issue 11249; livingsecurity.com support: Configuring SCIM for OneLogin; onelogin KB0013904",
  headers: {
    "Content-Type": "application/json",
    Authorization: "Bearer ${token}"
  },
  steps: [
    {
      name: "find ada",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22ada.${run}%40example.com%22&"
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
      name: "create from a template with empty values",
      request: {
        method: "POST",
        path: "/Users",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          userName: "ada.${run}@example.com",
          name: {
            familyName: "Simulated",
            givenName: "Ada"
          },
          title: "",
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            organization: "",
            department: "",
            manager: {
              value: "",
              displayName: " "
            }
          }
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
      name: "find her",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22ada.${run}%40example.com%22&"
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
      name: "update",
      request: {
        method: "PUT",
        path: "/Users/${ada}?",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          userName: "ada.${run}@example.com",
          name: {
            familyName: "Simulated",
            givenName: "Ada"
          },
          title: "Engineer",
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            organization: "",
            department: "",
            manager: {
              value: "",
              displayName: " "
            }
          }
        }
      },
      answer: {
        status: 200,
        body: {
          title: "Engineer"
        }
      }
    },
    {
      name: "list the groups for the rules",
      request: {
        method: "GET",
        path: "/Groups"
      },
      answer: {
        status: 200,
        types: {
          "/totalResults": "integer"
        }
      }
    },
    {
      name: "create a group by a rule",
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
      name: "put her in",
      request: {
        method: "PATCH",
        path: "/Groups/${group}?",
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
      name: "take her out",
      request: {
        method: "PATCH",
        path: "/Groups/${group}?",
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
        path: "/Users/${ada}?",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          userName: "ada.${run}@example.com",
          name: {
            familyName: "Simulated",
            givenName: "Ada"
          },
          title: "",
          emails: [
            {
              value: "ada.${run}@example.com",
              type: "work",
              primary: true
            }
          ],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            organization: "",
            department: "",
            manager: {
              value: "",
              displayName: " "
            }
          },
          active: false
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
        path: "/Users/${ada}?"
      },
      answer: {
        status: 204
      }
    },
    {
      name: "she is gone",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22ada.${run}%40example.com%22&"
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
