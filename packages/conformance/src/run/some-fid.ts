/** An actor whom hardly any server has. */
export const someFid = 'nobody-of-the-conformance-kit@nobody.invalid';
