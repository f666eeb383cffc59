/** The field that says what was done to an answer, so that it can be repeated. */
export const headerName = 'P2Core-Chaos';
