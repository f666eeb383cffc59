/** A Federation ID that is unlikely to exist. */
export const someFid = 'nobody-of-the-conformance-kit@nobody.invalid';
