/** The release that this is. A test holds every package to it. */
export const version = "0.1.0"
