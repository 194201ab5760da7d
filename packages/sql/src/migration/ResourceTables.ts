/** Tenants with their tokens, and resources with what is found of them: what there has to be before anybody is served. */
import type { Dialect } from "../Dialect.ts"

export const tables = ({
  text,
  integer,
  json,
  sequence,
  ordinal,
  clustered
}: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE tenant (
    id ${text} PRIMARY KEY,
    name ${text} NOT NULL,
    settings ${text} NOT NULL,
    created ${integer} NOT NULL
  )`,
  `CREATE TABLE token (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    digest ${text} NOT NULL,
    hint ${text} NOT NULL,
    scopes ${text} NOT NULL,
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL,
    revoked ${integer},
    last_used ${integer},
    PRIMARY KEY (tenant, id)
  )`,
  // The digest is what tells the tenant, so here the tenant cannot stand first.
  `CREATE UNIQUE INDEX token_digest ON token (digest)`,
  `CREATE UNIQUE INDEX token_id ON token (id)`,
  `CREATE TABLE resource (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    type ${text} NOT NULL,
    version ${integer} NOT NULL,
    created ${integer} NOT NULL,
    last_modified ${integer} NOT NULL,
    display ${text},
    document ${text} NOT NULL,
    search ${json} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE INDEX resource_modified ON resource (tenant, type, last_modified, id)`,
  `CREATE INDEX resource_order ON resource (tenant, type, created, id)`,
  `CREATE TABLE attribute_key (
    tenant ${text} NOT NULL,
    type ${text} NOT NULL,
    path ${text} NOT NULL,
    value ${text} NOT NULL,
    resource_id ${text} NOT NULL,
    is_unique ${integer} NOT NULL,
    PRIMARY KEY (tenant, type, path, value, resource_id)
  ) ${clustered}`,
  `CREATE UNIQUE INDEX attribute_key_unique ON attribute_key (tenant, type, path, value) WHERE is_unique = 1`,
  `CREATE INDEX attribute_key_resource ON attribute_key (tenant, resource_id)`,
  // A member without type waits for a resource of its id.
  `CREATE TABLE membership (
    tenant ${text} NOT NULL,
    group_id ${text} NOT NULL,
    member_id ${text} NOT NULL,
    member_type ${text},
    PRIMARY KEY (tenant, group_id, member_id)
  ) ${clustered}`,
  `CREATE INDEX membership_member ON membership (tenant, member_id)`,
  `CREATE TABLE event (
    seq ${sequence},
    tenant ${text} NOT NULL,
    type ${text} NOT NULL,
    id ${text} NOT NULL,
    kind ${text} NOT NULL,
    version ${integer} NOT NULL,
    at ${integer} NOT NULL,
    data ${text} NOT NULL,
    ${ordinal} (tenant, seq)
  )`,
  `CREATE TABLE kept_resource (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    type ${text} NOT NULL,
    version ${integer} NOT NULL,
    created ${integer} NOT NULL,
    last_modified ${integer} NOT NULL,
    removed ${integer} NOT NULL,
    document ${text} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`
]

/** Who made a change, and the values before and after; empty in what an older server writes. Ids are one in all types. */
export const historyColumns = ({ text }: Dialect["columns"]): ReadonlyArray<string> => [
  `ALTER TABLE event ADD COLUMN origin ${text}`,
  `ALTER TABLE event ADD COLUMN changes ${text}`,
  `CREATE INDEX event_resource ON event (tenant, id, seq)`
]
