/** Microsoft Entra ID: an enterprise application that is not in the gallery. */
import type { Guide } from "./Guide.ts"

export const entra: Guide = {
  id: "entra",
  name: "Microsoft Entra ID",
  short: "Entra ID",
  steps: [
    {
      title: "Make an enterprise application",
      text: "In the Entra admin center under Enterprise applications, choose New application, then Create your own application, and the kind that is not in the gallery."
    },
    {
      title: "Connect",
      text: "Open Provisioning in the application, set the mode to Automatic and fill in the admin credentials. Test Connection looks for a user that does not exist, and is content with an empty answer.",
      values: [
        { label: "Tenant URL", value: "{endpoint}" },
        { label: "Secret token", value: "{token}" }
      ]
    },
    {
      title: "Check the mappings",
      text: "Under Mappings, open the one for users. Keep userName as the matching attribute, map objectId to externalId, and take out what you do not want to send. The mapping for groups can be switched off."
    },
    {
      title: "Choose who comes",
      text: "Under Users and groups assign people and groups, and leave the scope at assigned users and groups only."
    },
    {
      title: "Start it",
      text: "Use Provision on demand for one person first: it shows each step with the answer of this server. Then start provisioning. A cycle takes about 40 minutes; the first may take longer."
    }
  ],
  mapping: [
    ["userPrincipalName", "userName"],
    ["objectId", "externalId"],
    ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', "active"],
    ["displayName", "displayName"],
    ["givenName", "name.givenName"],
    ["surname", "name.familyName"],
    ["mail", 'emails[type eq "work"].value'],
    ["jobTitle", "title"],
    ["department", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"],
    ["manager", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"]
  ],
  pitfalls: [
    "A change arrives with the next cycle, not at once. Provision on demand is for whoever cannot wait.",
    "Members of a group inside a group are not provisioned. Assign the inner group itself.",
    "Assigning groups needs a paid plan of Entra ID; people can be assigned without it.",
    "After many failures Entra ID puts the job in quarantine and tries less and less often. Mend the cause, then restart provisioning.",
    "The flag aadOptscim062020 in the tenant URL changes how Entra ID writes some changes. This server reads both forms, so it is not needed."
  ]
}
