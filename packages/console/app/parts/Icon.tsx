/** The pictures beside words. They say nothing that the words do not, so no screen reader hears of them. */

const paths = {
  activity: "M3 12h4l3-8 4 16 3-8h4",
  arrow: "M5 12h14m-6-6 6 6-6 6",
  back: "M19 12H5m6 6-6-6 6-6",
  bell: "M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7m4 11h4",
  check: "m5 12.5 4.5 4.5L19 7",
  chevron: "m7 10 5 5 5-5",
  chevrons: "m8 9 4-4 4 4m-8 6 4 4 4-4",
  clock: "M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0",
  close: "M6 6l12 12M18 6 6 18",
  columns: "M4 5h16v14H4zm5.333 0v14m5.333-14v14",
  copy: "M9 9h10v11H9zM5 15V4h10",
  cube: "m12 3 8 4.5v9L12 21l-8-4.5v-9zm0 9 8-4.5M12 12 4 7.5m8 4.5v9",
  device: "M4 5h16v11H4zm5 15h6m-3-4v4",
  down: "m6 10 6 6 6-6",
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  external: "M14 4h6v6m0-6-9 9M18 14v6H4V6h6",
  gear: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6m0-12v3m0 12v3M4.2 7.5l2.6 1.5m10.4 6 2.6 1.5M4.2 16.5 6.8 15m10.4-6 2.6-1.5",
  group:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7m-6 9c0-4 2.500-6 6-6s6 2 6 6m1-9a3 3 0 0 0 0-6m2 9c2 .6 3 2.600 3 6",
  home: "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
  hook: "M9 17a4 4 0 1 1-3-6m3 6h6m0 0a3 3 0 1 0 3-3l-4-8m0 0a3 3 0 1 0-4 2",
  info: "M12 11v5m0-8.500v.5m9 4a9 9 0 1 1-18 0 9 9 0 0 1 18 0",
  key: "M8 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10m5-5h9v4m-4-4v3",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  lock: "M6 11h12v9H6zm2 0V8a4 4 0 0 1 8 0v3",
  menu: "M4 7h16M4 12h16M4 17h16",
  moon: "M20 14A8.500 8.500 0 1 1 10 4a6.500 6.500 0 0 0 10 10",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  out: "M14 4h5v16h-5M4 12h11m-4-4 4 4-4 4",
  pause: "M9 5v14m6-14v14",
  play: "M8 5v14l11-7z",
  pencil: "m4 20 1-4L16 5l3 3L8 19zm9-12 3 3",
  plug: "M9 3v5m6-5v5M6 8h12v3a6 6 0 0 1-12 0zm6 9v4",
  plus: "M12 5v14M5 12h14",
  rotate: "M20 11a8 8 0 0 0-14.500-3.500L4 9m0-5v5h5m-5 4a8 8 0 0 0 14.500 3.500L20 15m0 5v-5h-5",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14m5-2 5 5",
  shield: "M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8m0-14v2m0 16v2M2 12h2m16 0h2M5 5l1.500 1.500m11 11L19 19m0-14-1.500 1.500m-11 11L5 19",
  table: "M4 5h16v14H4zm0 5h16M10 10v9",
  trash: "M4 7h16M9 7V4h6v3m-9 0 1 13h10l1-13m-8 4v5m4-5v5",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  up: "m6 14 6-6 6 6",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8m-7 8c0-4 3-6 7-6s7 2 7 6",
  warning: "M12 4 2.500 20h19zm0 6v4m0 3v.01"
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, className = "size-4" }: { readonly name: IconName; readonly className?: string }) => (
  <svg
    aria-hidden="true"
    className={`shrink-0 ${className}`}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={name === "more" ? 3 : 1.75}
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={paths[name]} />
  </svg>
)
