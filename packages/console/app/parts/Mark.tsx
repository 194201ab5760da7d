/** Rollcall's own sign: a list, and somebody in it who is there. */
export const Mark = ({ className = "size-6" }: { readonly className?: string }) => (
  <svg aria-hidden="true" viewBox="0 0 32 32" className={`shrink-0 ${className}`} fill="none" strokeLinecap="round">
    <rect width="32" height="32" rx="8" className="fill-solid" />
    <path d="M9 10.5h8M9 16h5M9 21.5h3" stroke="#fff" strokeOpacity=".72" strokeWidth="2.4" />
    <path d="m16 19.6 3 3 5.4-7" stroke="#fff" strokeWidth="2.6" strokeLinejoin="round" />
  </svg>
)
