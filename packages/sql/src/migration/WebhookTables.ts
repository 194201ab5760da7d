/** Who is told of changes, and what is owed to each of them. */
import type { Dialect } from "../Dialect.ts"

export const tables = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `CREATE TABLE webhook (
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    url ${text} NOT NULL,
    kinds ${text} NOT NULL,
    secrets ${text} NOT NULL,
    enabled ${integer} NOT NULL,
    created ${integer} NOT NULL,
    seq ${integer} NOT NULL,
    failures ${integer} NOT NULL,
    next_attempt ${integer} NOT NULL,
    lease ${text},
    lease_until ${integer} NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE TABLE webhook_delivery (
    tenant ${text} NOT NULL,
    webhook ${text} NOT NULL,
    event ${text} NOT NULL,
    seq ${integer} NOT NULL,
    part ${integer} NOT NULL,
    resource_id ${text} NOT NULL,
    data ${text} NOT NULL,
    state ${text} NOT NULL,
    attempts ${integer} NOT NULL,
    next_attempt ${integer} NOT NULL,
    at ${integer} NOT NULL,
    answer ${text},
    PRIMARY KEY (tenant, webhook, event)
  )`,
  `CREATE INDEX webhook_delivery_order ON webhook_delivery (tenant, webhook, seq, part)`,
  `CREATE INDEX webhook_delivery_owed ON webhook_delivery (tenant, webhook, resource_id, seq, part) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_due ON webhook_delivery (tenant, webhook, next_attempt) WHERE state = 'pending'`
]

/** A receiver of security event tokens is a webhook with more to say; one that polls is nobody's to send to. */
export const receiverColumns = ({ text, integer }: Dialect["columns"]): ReadonlyArray<string> => [
  `ALTER TABLE webhook ADD COLUMN receiver ${text}`,
  `ALTER TABLE webhook ADD COLUMN polls ${integer} NOT NULL DEFAULT 0`,
  `ALTER TABLE webhook_delivery ADD COLUMN urgent ${integer} NOT NULL DEFAULT 0`,
  `CREATE INDEX webhook_delivery_pending ON webhook_delivery (tenant, webhook, seq, part) WHERE state = 'pending'`,
  `CREATE INDEX webhook_delivery_urgent ON webhook_delivery (tenant, webhook, resource_id)
    WHERE state = 'pending' AND urgent = 1`
]
