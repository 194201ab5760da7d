/** Words of the operator's page, in English. */

export const tenants = {
  title: "Tenants",
  about: "Each is one customer organisation, with users, groups, tokens and a log of its own.",
  create: "New tenant",
  createAbout: "A tenant keeps one organisation apart from all others.",
  name: "Name",
  nameHelp: "What people call the organisation.",
  id: "Id",
  idHelp: "Stands in addresses and on the command line: a-z, 0-9, - and _. It cannot be changed.",
  submit: "Create tenant",
  filter: "Find a tenant",
  none: "No tenant has that name",
  noneAbout: "Try fewer letters, or the id.",
  created: "Created"
}
