import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

const conditions = ["source"]
const sources = { resolve: { conditions }, ssr: { resolve: { conditions } } }

/** `unit` runs in seconds and belongs to every check; `server` starts real processes of the built server. */
export default defineConfig({
  ...sources,
  test: {
    // Most tests wait for a server that is another process, or for time to pass: a worker for each core would leave some idle.
    maxWorkers: availableParallelism() + 1,
    minWorkers: 1,
    // No test file leaves anything behind in a module, and loading all modules anew for each costs more than the tests.
    poolOptions: { forks: { isolate: false } },
    projects: [
      {
        ...sources,
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.ts", "adapters/*/test/**/*.test.ts"],
          // None takes as long by itself; a machine that does other things at the same time is no failure.
          testTimeout: 30_000
        }
      },
      {
        ...sources,
        test: {
          name: "server",
          include: ["test/**/*.test.ts"],
          globalSetup: "test/cells/Postgres.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
})
