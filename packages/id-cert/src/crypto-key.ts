/** A key of WebCrypto, typed by the platform: TypeScript's DOM library or `@types/node`. */
export type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
