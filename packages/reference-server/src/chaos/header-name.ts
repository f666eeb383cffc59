/** The header field that names the misbehaviour of an answer. */
export const headerName = 'P2Core-Chaos';
