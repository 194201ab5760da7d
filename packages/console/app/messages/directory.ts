/** Words of the pages about users and groups, in English. */

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString("en")} ${many}`

export const directory = {
  filter: "Filter",
  clear: "Clear",
  columns: "Columns",
  refresh: "Refresh",
  showAll: "Show all",
  actions: "More actions",
  connect: "Connect an identity provider",
  deleted: "Deleted",
  active: "Active",
  inactive: "Inactive",
  noName: "No name",
  nothingFound: "Nothing found",
  nothingFiltered: "The filter matches nothing.",
  nothingSearched: "Every word has to be part of a name or a mail address. For anything else, write a filter:",
  /** Heads of columns. */
  column: {
    name: "Name",
    userName: "User name",
    email: "Email",
    status: "Status",
    members: "Members",
    externalId: "External ID",
    created: "Created",
    changed: "Changed",
    deleted: "Deleted"
  },
  users: {
    title: "Users",
    about: "Everybody whom your identity providers have sent, as they are now.",
    one: "User",
    search: "Search users",
    placeholder: "Name, mail address, ID, or a SCIM filter",
    example: 'title co "engineer"',
    examples: { inactive: "Inactive", recent: "Changed this week", unlinked: "Without an external ID" },
    none: "No users yet",
    noneAbout:
      "Users come from your identity provider. Connect one, assign people to the application there, and they appear here within its next cycle.",
    end: (count: number) => counted(count, "user", "users"),
    kept: "Deleted users",
    keptAbout: "Users that were deleted and can be restored.",
    noneKept: "No deleted users",
    noneKeptAbout: "A user who is deleted is put here and can be restored.",
    restoreAbout:
      "The user comes back with the same ID, inactive and in no group. Activate them when you are ready; your identity provider puts them into groups again."
  },
  groups: {
    title: "Groups",
    about: "The groups that your identity providers have sent, with their members.",
    one: "Group",
    search: "Search groups",
    placeholder: "Name, ID, or a SCIM filter",
    example: 'displayName sw "eng"',
    examples: { recent: "Changed this week", unlinked: "Without an external ID" },
    none: "No groups yet",
    noneAbout:
      "Groups come from your identity provider. Connect one and choose there which groups to push; they appear here with their members.",
    end: (count: number) => counted(count, "group", "groups"),
    kept: "Deleted groups",
    keptAbout: "Groups that were deleted and can be restored.",
    noneKept: "No deleted groups",
    noneKeptAbout: "A group that is deleted is put here and can be restored.",
    restoreAbout: "The group comes back with the same ID and without members. Your identity provider sends those again."
  },
  keepsNothing:
    "This tenant deletes at once and for good. Set what happens to deleted users and groups to “keep” if you want to be able to take them back.",
  restore: {
    action: "Restore",
    named: (name: string) => `Restore ${name}`,
    title: (name: string) => `Restore ${name}?`
  },
  remove: {
    action: "Delete…",
    title: (name: string) => `Delete ${name}?`,
    kept: "It is put aside, and can be restored.",
    forGood: "It is gone for good: this tenant does not keep what is deleted.",
    user: "Applications lose the user and every membership.",
    group: "The members stay; the group and who was in it are gone.",
    again: "An identity provider that still has it assigned may create it again.",
    submit: "Delete"
  },
  deactivate: {
    action: "Deactivate",
    title: (name: string) => `Deactivate ${name}?`,
    about:
      "They are kept out, and stay in every group. Your identity provider is followed when it says otherwise later: what is to last is changed there."
  },
  activate: { action: "Activate" },
  facts: {
    title: "At a glance",
    id: "ID",
    externalId: "External ID",
    created: "Created",
    changed: "Last changed",
    by: "Source",
    unknown: "Not in the log any more",
    version: "Version"
  },
  attributes: {
    title: "Attributes",
    about: "By schema, as clients of SCIM see them.",
    json: "JSON",
    list: "List",
    view: "Shown as",
    primary: "primary",
    none: "No attribute of this schema is set."
  },
  memberships: {
    title: "Groups",
    none: "In no group.",
    indirect: "through another group",
    more: "Show more"
  },
  members: {
    title: "Members",
    about: (count: number) => counted(count, "member", "members"),
    none: "No members yet",
    noneAbout: "Your identity provider adds the people who are assigned to this group there.",
    types: { User: "User", Group: "Group" } as Readonly<Record<string, string>>
  },
  history: {
    title: "History",
    about: "Who changed what, and what was there before. Newest first.",
    none: "No history",
    noneAbout: "Nothing has changed since history is kept, or it has been forgotten by now.",
    more: "Show earlier changes",
    created: "Created",
    updated: "Updated",
    deleted: "Deleted",
    deactivated: "Deactivated",
    reactivated: "Activated",
    by: (who: string) => `by ${who}`,
    commandLine: "the command line",
    kinds: { token: "token", administrator: "administrator", commandLine: "command line" },
    because: {
      memberArrived: "A member that waited has arrived",
      memberDeleted: "A member was deleted"
    },
    attribute: "Attribute",
    before: "Before",
    after: "After",
    added: "added",
    removed: "removed",
    nothing: "not set",
    hidden: "Never shown",
    cut: "Too large to be kept",
    forgotten: (names: string) => `The values are forgotten by now: ${names}`,
    membersAdded: (count: number) => counted(count, "member added", "members added"),
    membersRemoved: (count: number) => counted(count, "member removed", "members removed"),
    further: (count: number) => `and ${count.toLocaleString("en")} more`,
    values: "What changed",
    request: "Request",
    inLog: "Show it in the provisioning log"
  },
  gone: {
    user: "This user is not there",
    group: "This group is not there",
    about: "It was deleted, or its address has been cut.",
    back: (title: string) => `All ${title.toLowerCase()}`
  }
}
