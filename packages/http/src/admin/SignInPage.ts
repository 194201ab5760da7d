/** An error of signing in as a page, for a browser that has come on its own and not at the bidding of a script. */
import { HttpServerResponse } from "@effect/platform"

/** Whether the one who asks shows people what it gets. */
export const isWanted = (accept: string | undefined): boolean => accept?.includes("text/html") === true

/** A page that loads nothing and tells nobody where it was. */
export const make = (status: number, detail: string, root: string): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Not signed in</title>
<main>
<h1>Not signed in</h1>
<p>${escaped(detail)}</p>
<p><a href="${escaped(root)}/">Back to signing in</a></p>
</main>
</html>
`,
    {
      status,
      contentType: "text/html; charset=utf-8",
      headers: {
        "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff"
      }
    }
  )

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
