/** How binding a case is (RFC 2119). */
export type Level = 'MUST' | 'SHOULD';
