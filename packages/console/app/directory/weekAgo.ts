/** The beginning of the day a week ago, as filters have times: the same for a whole day, so that a link to it lasts. */
export const weekAgo = (now: number = Date.now()): string =>
  `${new Date(now - 7 * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`
