/**
 * The secret behind the # of a link. It leaves the address bar as soon as it is known, so that neither the history nor
 * whoever looks over a shoulder keeps it.
 */
import { useEffect, useState } from "react"

export const useSecret = (): string => {
  const [secret] = useState(() => location.hash.slice(1))
  useEffect(() => {
    if (location.hash !== "") history.replaceState(history.state, "", location.pathname)
  }, [])
  return secret
}
