/** A key of WebCrypto, as the types of the platform have it: the DOM library or those of Node. */
export type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
