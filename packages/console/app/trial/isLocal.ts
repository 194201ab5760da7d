/** Whether a host is only known on its own machine or in its network. */
export const isLocal = (hostname: string): boolean =>
  hostname === "localhost" ||
  /\.(local|internal|localhost|home\.arpa)$/.test(hostname) ||
  /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\./.test(hostname) ||
  /^\[(::1|f[cd]|fe80)/.test(hostname) ||
  (!hostname.includes(".") && !hostname.startsWith("["))
