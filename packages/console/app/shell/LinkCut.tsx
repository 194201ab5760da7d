/** What whoever has half a link is told. */
import { Link } from "@tanstack/react-router"
import { message } from "../messages.ts"
import { buttonClass } from "../parts/Button.tsx"
import { Entrance } from "../parts/Entrance.tsx"

export const LinkCut = () => (
  <Entrance title={message.entrance.linkCut} about={message.entrance.linkCutAbout}>
    <Link to="/sign-in" className={buttonClass("plain")}>
      {message.entrance.toSignIn}
    </Link>
  </Entrance>
)
