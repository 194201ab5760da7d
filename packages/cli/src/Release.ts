/** Which release of Rollcall this is. */
export const version = "0.1.0"
