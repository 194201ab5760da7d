/** What Microsoft Entra ID sends: capital letters in operations, text for booleans, value paths, and group changes one member at a time. */
import type { Sequence } from "../Sequence.ts"

export const sequence: Sequence = {
  title: "a connection is tested, people are matched, created, changed, disabled and deleted, and a group is filled",
  idp: "Entra",
  source: "MicrosoftDocs/entra-docs docs/identity/app-provisioning/use-scim-to-provision-users-and-groups.md",
  headers: {
    "Content-Type": "application/scim+json; charset=utf-8",
    Accept: "application/scim+json",
    Authorization: "Bearer ${token}",
    ADSCIMVersion: "6.0"
  },
  steps: [
    {
      name: "test the connection with a random name",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22${missing}%22"
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
      name: "the same for groups",
      request: {
        method: "GET",
        path: "/Groups?excludedAttributes=members&filter=displayName+eq+%22${missing}%22"
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
      name: "read the schemas",
      request: {
        method: "GET",
        path: "/Schemas"
      },
      answer: {
        status: 200,
        has: ["/Resources"]
      }
    },
    {
      name: "no user to match",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22ada.${run}%40example.com%22"
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
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          externalId: "ada-${run}",
          userName: "ada.${run}@example.com",
          active: true,
          emails: [
            {
              primary: true,
              type: "work",
              value: "ada.${run}@example.com"
            }
          ],
          meta: {
            resourceType: "User"
          },
          name: {
            formatted: "Ada Simulated",
            familyName: "Simulated",
            givenName: "Ada"
          },
          roles: []
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
      name: "create ada again",
      request: {
        method: "POST",
        path: "/Users",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          externalId: "ada-${run}",
          userName: "ada.${run}@example.com",
          active: true,
          emails: [
            {
              primary: true,
              type: "work",
              value: "ada.${run}@example.com"
            }
          ],
          meta: {
            resourceType: "User"
          },
          name: {
            formatted: "Ada Simulated",
            familyName: "Simulated",
            givenName: "Ada"
          },
          roles: []
        }
      },
      answer: {
        status: 409
      }
    },
    {
      name: "match",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22ada.${run}%40example.com%22"
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
      name: "match by externalId",
      request: {
        method: "GET",
        path: "/Users?filter=externalId+eq+%22ada-${run}%22"
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
      name: "get",
      request: {
        method: "GET",
        path: "/Users/${ada}"
      },
      answer: {
        status: 200,
        has: ["/userName"]
      }
    },
    {
      name: "create bob",
      request: {
        method: "POST",
        path: "/Users",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
          ],
          externalId: "bob-${run}",
          userName: "bob.${run}@example.com",
          active: true,
          emails: [
            {
              primary: true,
              type: "work",
              value: "bob.${run}@example.com"
            }
          ],
          meta: {
            resourceType: "User"
          },
          name: {
            formatted: "Bob Simulated",
            familyName: "Simulated",
            givenName: "Bob"
          },
          roles: []
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
      name: "update",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "Replace",
              path: 'emails[type eq "work"].value',
              value: "ada.berg.${run}@example.com"
            },
            {
              op: "Replace",
              path: "name.familyName",
              value: "Berg"
            },
            {
              op: "Add",
              path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
              value: "Mathematics"
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "the update is seen",
      request: {
        method: "GET",
        path: "/Users/${ada}"
      },
      answer: {
        status: 200,
        body: {
          emails: [
            {
              type: "work",
              value: "ada.berg.${run}@example.com"
            }
          ],
          name: {
            familyName: "Berg"
          },
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            department: "Mathematics"
          }
        }
      }
    },
    {
      name: "no group to match",
      request: {
        method: "GET",
        path: "/Groups?excludedAttributes=members&filter=displayName+eq+%22Simulated+${run}%22"
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
      name: "create the group",
      request: {
        method: "POST",
        path: "/Groups",
        body: {
          schemas: [
            "urn:ietf:params:scim:schemas:core:2.0:Group",
            "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"
          ],
          externalId: "group-${run}",
          displayName: "Simulated ${run}",
          meta: {
            resourceType: "Group"
          }
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
      name: "match the group",
      request: {
        method: "GET",
        path: "/Groups?excludedAttributes=members&filter=displayName+eq+%22Simulated+${run}%22"
      },
      answer: {
        status: 200,
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
          totalResults: 1,
          Resources: [
            {
              id: "${group}"
            }
          ]
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
              op: "Add",
              path: "members",
              value: [
                {
                  $ref: null,
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
      name: "add another",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "Add",
              path: "members",
              value: [
                {
                  value: "${bob}"
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
      name: "remove one",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "Remove",
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
      name: "only the other is left",
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
      name: "rename",
      request: {
        method: "PATCH",
        path: "/Groups/${group}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "Replace",
              path: "displayName",
              value: "Simulated again ${run}"
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "disable",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "Replace",
              path: "active",
              value: "False"
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
      }
    },
    {
      name: "she is disabled",
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
      name: "restore",
      request: {
        method: "PATCH",
        path: "/Users/${ada}",
        body: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [
            {
              op: "Replace",
              path: "active",
              value: "True"
            }
          ]
        }
      },
      answer: {
        status: [200, 204]
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
    },
    {
      name: "and not matched",
      request: {
        method: "GET",
        path: "/Users?filter=userName+eq+%22ada.${run}%40example.com%22"
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
        path: "/Groups/${group}?excludedAttributes=members"
      },
      answer: {
        status: 404
      }
    }
  ]
}
