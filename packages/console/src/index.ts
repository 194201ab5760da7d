/** The dashboard as a value: what it is made of, built, compressed and named by its content. */

export type { Asset, Assets } from "./Assets.ts"
export { assets } from "./generated/assets.ts"
