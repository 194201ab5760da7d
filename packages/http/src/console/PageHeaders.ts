/**
 * What a browser is told about the console: it loads nothing but its own files, runs no script that stands in a page, is
 * shown in no other page, and tells nobody where it was.
 *
 * @see https://www.w3.org/TR/CSP3/
 */

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'"
]

/** What no page of ours asks a browser for. */
const features = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"]

/** Of the files. */
export const file: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer"
}

/** Of the page itself. */
export const page: Readonly<Record<string, string>> = {
  ...file,
  "content-security-policy": policy.join("; "),
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": features.map((feature) => `${feature}=()`).join(", "),
  "x-frame-options": "DENY"
}
