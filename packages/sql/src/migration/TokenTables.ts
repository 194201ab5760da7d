/** What identity providers come in with beside the first tokens. */
import type { Dialect } from "../Dialect.ts"

/** Clients that get their tokens themselves. Digests tell the tenant, so there it cannot stand first. */
export const clientTables = ({ text, integer, clustered }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE client (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    scopes ${text} NOT NULL,
    token_millis ${integer} NOT NULL,
    credentials ${text} NOT NULL,
    generation ${integer} NOT NULL,
    previous ${text},
    created ${integer} NOT NULL,
    created_by ${text},
    identity_provider ${text},
    revoked ${integer},
    last_used ${integer},
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE UNIQUE INDEX client_id ON client (id)`,
  `CREATE TABLE access_token (
    digest ${text} PRIMARY KEY,
    tenant ${text} NOT NULL,
    client ${text} NOT NULL,
    generation ${integer} NOT NULL,
    scopes ${text} NOT NULL,
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL
  ) ${clustered}`,
  `CREATE INDEX access_token_expires ON access_token (expires)`,
  `CREATE TABLE client_assertion (
    tenant ${text} NOT NULL,
    client ${text} NOT NULL,
    digest ${text} NOT NULL,
    expires ${integer} NOT NULL,
    PRIMARY KEY (tenant, client, digest)
  ) ${clustered}`,
  `CREATE INDEX client_assertion_expires ON client_assertion (expires)`
]

/** Who made a token and for whom, and of which days ahead of its end people have been told. */
export const provenanceColumns = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `ALTER TABLE token ADD COLUMN created_by ${text}`,
  `ALTER TABLE token ADD COLUMN identity_provider ${text}`,
  `ALTER TABLE token ADD COLUMN warned ${integer}`,
  `ALTER TABLE log_entry ADD COLUMN identity_provider ${text}`
]
