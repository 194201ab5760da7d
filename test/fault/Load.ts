/** Requests in parallel for as long as a server answers. Bounded in number, so that no test can run away. */
const stepsMax = 2_000

/** Several workers take one step after another, each until a request of its gets no answer. */
export const untilGone = async (workers: number, step: (name: string) => Promise<unknown>): Promise<void> => {
  const work = async (worker: number) => {
    for (let count = 0; count < stepsMax; count++) {
      if (!(await isAnswered(step(`${worker}-${count}`)))) return
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
}

/** What `fetch` says of a connection that is refused or breaks off is a TypeError; anything else is the test's failure. */
const isAnswered = (step: Promise<unknown>): Promise<boolean> =>
  step.then(
    () => true,
    (cause: unknown) => {
      if (cause instanceof TypeError) return false
      throw cause
    }
  )

/** Waits until that much is done; on a busy machine the same takes longer. */
export const reached = async (isReached: () => boolean): Promise<void> => {
  for (let count = 0; count < waitsMax && !isReached(); count++) await pause(10)
}

/** Twenty seconds. */
const waitsMax = 2_000

export const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))
