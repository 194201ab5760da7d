/** Who administers: names and passwords, keys and sessions, and how else somebody comes in. */
import type { Dialect } from "../Dialect.ts"

/** Those of operators have no tenant. Names and digests are what tells the rest, so each is one for all tenants. */
export const tables = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE administrator (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    password ${text} NOT NULL,
    created ${integer} NOT NULL,
    disabled ${integer},
    failures ${integer} NOT NULL,
    waits_until ${integer} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE UNIQUE INDEX administrator_id ON administrator (id)`,
  `CREATE UNIQUE INDEX administrator_name ON administrator (name)`,
  `CREATE TABLE administrator_access (
    administrator ${text} NOT NULL,
    id ${text} NOT NULL,
    kind ${text} NOT NULL,
    name ${text} NOT NULL,
    digest ${text} NOT NULL,
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL,
    revoked ${integer},
    PRIMARY KEY (administrator, id)
  )`,
  `CREATE UNIQUE INDEX administrator_access_digest ON administrator_access (digest)`
]

/** Links that let somebody in once, with what they have opened, and whom an OpenID provider knows as whom. */
export const signInTables = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE setup_link (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    note ${text} NOT NULL,
    digest ${text} NOT NULL,
    maker ${text},
    created ${integer} NOT NULL,
    expires ${integer} NOT NULL,
    revoked ${integer},
    session_digest ${text},
    session_created ${integer},
    session_expires ${integer},
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE UNIQUE INDEX setup_link_id ON setup_link (id)`,
  `CREATE UNIQUE INDEX setup_link_digest ON setup_link (digest)`,
  `CREATE UNIQUE INDEX setup_link_session ON setup_link (session_digest) WHERE session_digest IS NOT NULL`,
  `CREATE TABLE administrator_identity (
    issuer ${text} NOT NULL,
    subject ${text} NOT NULL,
    administrator ${text} NOT NULL,
    PRIMARY KEY (issuer, subject)
  )`,
  `CREATE UNIQUE INDEX administrator_identity_administrator ON administrator_identity (administrator)`
]
