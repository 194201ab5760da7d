/** OneLogin: the SCIM provisioner whose body an administrator types as a template. */
import type { Guide } from "./Guide.ts"

export const onelogin: Guide = {
  id: "onelogin",
  name: "OneLogin",
  short: "OneLogin",
  steps: [
    {
      title: "Add the connector",
      text: "Under Applications add an app and look for SCIM. Take the SCIM Provisioner with SAML for SCIM v2 Enterprise, or Core where you need neither department nor manager."
    },
    {
      title: "Connect",
      text: "On the Configuration tab fill in the API connection, then enable it.",
      values: [
        { label: "SCIM base URL", value: "{endpoint}" },
        { label: "SCIM bearer token", value: "{token}" }
      ]
    },
    {
      title: "Type the template",
      text: "The SCIM JSON template is the body of every request. This one is enough for most.",
      values: [
        {
          label: "SCIM JSON template",
          value:
            '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{$parameters.scimusername}","displayName":"{$user.display_name}","name":{"givenName":"{$user.firstname}","familyName":"{$user.lastname}"},"emails":[{"value":"{$user.email}","type":"work","primary":true}]}'
        }
      ]
    },
    {
      title: "Switch provisioning on",
      text: "On the Provisioning tab enable it, and choose what happens to whoever is deleted there. Suspend keeps them here, deactivated."
    },
    {
      title: "Groups come by rules",
      text: "On the Parameters tab include Groups in user provisioning, then make rules that set groups from roles or attributes. They do not belong in the template."
    }
  ],
  mapping: [
    ["{$parameters.scimusername}", "userName"],
    ["{$user.firstname}", "name.givenName"],
    ["{$user.lastname}", "name.familyName"],
    ["{$user.email}", 'emails[type eq "work"].value'],
    ["{$user.display_name}", "displayName"],
    ["{$parameters.title}", "title"]
  ],
  pitfalls: [
    "What is typed in the template arrives as it is: a name that is wrong there is passed over here, and nobody is told. The provisioning log shows it.",
    "A placeholder without a value becomes an empty text. This server reads that as not there.",
    "New people wait for approval under Provisioning until an administrator lets them through, unless approval is switched off."
  ]
}
