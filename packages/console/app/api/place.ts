/** Where these pages stand and what they talk to, as the server has written it into the page. */

const stated = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="rollcall-${name}"]`)?.content ?? ""

export const place = {
  /** The path under which the pages are, without a slash at the end. */
  get pages(): string {
    return new URL(document.baseURI).pathname.replace(/\/$/, "")
  },
  /** The path of the administrator's API. */
  get api(): string {
    return stated("api")
  },
  /** The absolute URL of the SCIM base, as identity providers are given it. */
  get scim(): string {
    return new URL(stated("scim"), document.baseURI).href
  }
}
