/** How the fields look by which lines are narrowed down. */
export const frame =
  "h-9 rounded-lg border border-edge/60 bg-surface text-ink placeholder:text-muted focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
