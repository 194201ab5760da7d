/**
 * What Google Workspace sends. Its apps are chosen from a catalogue, and each brings its own mapping; these are the rows
 * that the mappings have in common, as those report whom it sends to. It sends no groups.
 */
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "google",
  name: "Google Workspace",
  basis: "reported",
  source: "https://support.google.com/a/answer/7681608",
  rows: rowsOf("User", [
    ["Primary Email", "userName"],
    ["Primary Email", 'emails[type eq "work"].value'],
    ["First Name", "name.givenName"],
    ["Last Name", "name.familyName"],
    ["Display Name", "displayName"],
    ["suspended", "active"]
  ])
}
