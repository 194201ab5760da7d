import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

const conditions = ["source"]
const sources = { resolve: { conditions }, ssr: { resolve: { conditions } } }
const workers = availableParallelism() + 1

/** Files that take longest. One that began last would be alone with the machine at the end. */
const longest = [
  "conformance/",
  "package/",
  "idp/Replay",
  "fault/",
  "cli/",
  "webhook/",
  "console/Provisioning",
  "docs/"
]

class LongestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((part) => moduleId.includes(`/test/${part}`))
      return index < 0 ? longest.length : index
    }
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

/** `unit` runs in seconds and belongs to every check; `server` starts real processes of the built server. */
export default defineConfig({
  test: {
    // Most tests wait for a server that is another process, or for time to pass: one for each core would leave some idle.
    maxWorkers: workers,
    // A pool that may shrink ends one that is at work.
    minWorkers: workers,
    // No test file leaves anything behind in a module, and loading all modules anew for each costs more than the tests.
    poolOptions: { forks: { isolate: false } },
    sequence: { sequencer: LongestFirst },
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
        test: {
          name: "server",
          // These are about what was built, and are themselves made of that: it is there already as a runtime reads it.
          server: { deps: { external: [/\/(packages|adapters)\/[^/]+\/dist\//] } },
          include: ["test/**/*.test.ts"],
          globalSetup: "test/cells/Postgres.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
})
