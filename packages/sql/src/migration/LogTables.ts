/** The provisioning log. Each index ends as its pages are ordered, so that a page is read and nothing is sorted. */
import type { Dialect } from "../Dialect.ts"

export const tables = ({ text, integer, sequence, ordinal }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE log_entry (
    seq ${sequence},
    tenant ${text} NOT NULL,
    at ${integer} NOT NULL,
    failed ${integer} NOT NULL,
    token_id ${text},
    token_name ${text},
    method ${text} NOT NULL,
    path ${text} NOT NULL,
    status ${integer} NOT NULL,
    error ${text},
    scim_type ${text},
    detail ${text},
    attribute ${text},
    duration ${integer} NOT NULL,
    resource ${text},
    notes ${text} NOT NULL,
    search ${text} NOT NULL,
    request ${text},
    response ${text},
    ${ordinal} (tenant, seq)
  )`,
  `CREATE INDEX log_entry_time ON log_entry (tenant, at, seq)`,
  `CREATE INDEX log_entry_failed ON log_entry (tenant, at, seq) WHERE failed = 1`,
  `CREATE INDEX log_entry_token ON log_entry (tenant, token_id, at, seq)`,
  `CREATE INDEX log_entry_resource ON log_entry (tenant, resource, at, seq) WHERE resource IS NOT NULL`
]

/** Entries of the history of what they are about: what changed it, and what failed. In the words of the statements. */
export const historic = "(failed = 1 OR (method <> 'GET' AND method <> 'HEAD'))"

/**
 * The history of a resource without what only read it. Reads come from all over a directory, and each would write to a
 * page of this index that nothing else is written to: a sixth of the time of a server that is busy with reads.
 */
export const historyIndex: ReadonlyArray<string> = [
  `DROP INDEX log_entry_resource`,
  `CREATE INDEX log_entry_history ON log_entry (tenant, resource, at, seq) WHERE resource IS NOT NULL AND ${historic}`
]
