/**
 * Every suite, in the order of the RFCs. A suite that is not listed here does not run, and proves nothing.
 */
import type { Principals, Suite } from "./Suite.ts"
import * as Access from "./suites/Access.ts"
import * as Adversarial from "./suites/Adversarial.ts"
import * as Attributes from "./suites/Attributes.ts"
import * as Bulk from "./suites/Bulk.ts"
import * as Characteristics from "./suites/Characteristics.ts"
import * as CommonAttributes from "./suites/CommonAttributes.ts"
import * as Create from "./suites/Create.ts"
import * as Cursors from "./suites/Cursors.ts"
import * as Discovery from "./suites/Discovery.ts"
import * as Filter from "./suites/Filter.ts"
import * as FilterLogic from "./suites/FilterLogic.ts"
import * as Groups from "./suites/Groups.ts"
import * as Http from "./suites/Http.ts"
import * as List from "./suites/List.ts"
import * as Me from "./suites/Me.ts"
import * as OwnResources from "./suites/OwnResources.ts"
import * as OwnSchemas from "./suites/OwnSchemas.ts"
import * as Patch from "./suites/Patch.ts"
import * as PatchOperations from "./suites/PatchOperations.ts"
import * as Replace from "./suites/Replace.ts"
import * as Retrieve from "./suites/Retrieve.ts"
import * as SchemaDocuments from "./suites/SchemaDocuments.ts"
import * as Search from "./suites/Search.ts"
import * as SecurityEvents from "./suites/SecurityEvents.ts"
import * as Strain from "./suites/Strain.ts"
import * as Tenants from "./suites/Tenants.ts"
import * as Users from "./suites/Users.ts"
import * as Versions from "./suites/Versions.ts"

/** What one client sees, whatever the settings of its tenant. */
export const suites: ReadonlyArray<Suite> = [
  Attributes.attributeNames,
  Characteristics.characteristics,
  Attributes.dataTypes,
  Characteristics.multiValued,
  Characteristics.unassigned,
  CommonAttributes.schemas,
  CommonAttributes.identifiers,
  CommonAttributes.meta,
  CommonAttributes.extensions,
  Users.users,
  Groups.groups,
  Users.enterpriseUsers,
  Discovery.serviceProviderConfig,
  Discovery.resourceTypes,
  SchemaDocuments.schemaDocuments,
  Http.authentication,
  Create.create,
  Retrieve.retrieve,
  List.list,
  Filter.operators,
  FilterLogic.logic,
  FilterLogic.resources,
  Adversarial.adversarial,
  List.sorting,
  List.paging,
  Search.root,
  Search.searching,
  Retrieve.projection,
  Replace.replace,
  Patch.patch,
  PatchOperations.add,
  PatchOperations.remove,
  PatchOperations.replace,
  Replace.remove,
  Bulk.bulk,
  Http.mediaTypes,
  Http.errors,
  Http.urls,
  Versions.versions,
  Discovery.discovery,
  FilterLogic.preparation,
  Cursors.cursors,
  OwnSchemas.ownTypes,
  OwnSchemas.ownCharacteristics,
  OwnResources.ownQueries,
  OwnResources.ownChanges,
  Strain.concurrency,
  Strain.hostileInput
]

/** What only several clients of one server can see. */
export const suitesOfPrincipals: ReadonlyArray<Suite<Principals>> = [
  Access.access,
  Me.me,
  Me.careful,
  Cursors.cursorRights,
  Tenants.strict,
  Tenants.tolerant,
  Tenants.keeping,
  SecurityEvents.securityEvents
]
