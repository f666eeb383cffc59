/** The longest session ID that the reference server issues (R11). */
export const longestSessionId = 32;
