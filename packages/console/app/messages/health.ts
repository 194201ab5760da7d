/** Words of the operator's page about the server, in English. What needs attention is said by the server itself. */

export const health = {
  title: "Health",
  about: "How the server does, asked anew every ten seconds.",
  well: "All is well",
  wellAbout: "The database answers, its tables are complete, and the log keeps up.",
  attention: (count: number) => (count === 1 ? "One thing needs attention" : `${count} things need attention`),
  database: "Database",
  databaseAbout: "Where everything is kept.",
  product: "Product",
  answers: "Answers in",
  millis: (count: number) => `${count.toLocaleString("en")} ms`,
  tables: "Tables",
  complete: "Complete",
  pending: (steps: ReadonlyArray<string>) => `Missing: ${steps.join(", ")}`,
  log: "Provisioning log",
  logAbout: "Entries are written a moment after the request that they are about.",
  waiting: "Waiting to be written",
  room: (waiting: number, max: number) => `${waiting.toLocaleString("en")} of ${max.toLocaleString("en")}`,
  off: "No log is kept",
  dropped: "Not written since the start",
  server: "Server",
  serverAbout: "The process that has answered.",
  version: "Version",
  clock: "Clock",
  skewed: "This browser's clock",
  skew: (seconds: number) => `${seconds.toLocaleString("en")} seconds apart from it`
} as const
