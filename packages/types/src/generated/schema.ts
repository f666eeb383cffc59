// Generated from openapi/ by `pnpm generate`. Do not edit.
export interface paths {
    "/.p2/core/v1/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a challenge string
         * @description Makes a new challenge string. The client signs it with its private identity key and sends the signature with
         *     its ID-Cert to `identify`, to prove who it is.
         *
         *     The string is alphanumeric, 32 to 256 characters long (64 or more, with upper case, lower case and digits, is
         *     recommended), made from a cryptographic random source, unique, and void after `expires`. Its first 43 characters are
         *     a digest of the server's domain, so that nobody can pass it on to another server (R35); they do not count as random.
         */
        get: operations["getChallenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/key/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the server's public key
         * @description Returns the server's public identity key as a `SubjectPublicKeyInfo`: the key of the certificate that
         *     `getServerIdCert` returns for the same `timestamp`, by the same rules. Without `timestamp`, the current one.
         *
         *     `timestamp` comes as a query parameter or as a member of a JSON body.
         */
        get: operations["getServerPublicKey"];
        /**
         * Rotate the server's identity key
         * @description Makes a new identity key pair and a new self-signed certificate for it. Both are current from that moment on, in
         *     every process of the server. The older certificate and key are kept, and look-ups of the times at which they were
         *     current return them; actor certificates that the old key signed stay valid until they expire. Every session of the
         *     server gets event 6, ServerCertificateChange.
         *
         *     Two rotations at once both succeed, one after the other (R19).
         */
        put: operations["rotateServerIdentityKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/idcert/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the server's ID-Cert
         * @description Returns the server's own ID-Cert: the self-signed root that verifies the ID-Certs of its actors.
         *
         *     - Without `timestamp`: the current one.
         *     - With a `timestamp` in the past: the one that was current then, which may be older than the current one.
         *     - With a `timestamp` in the future: the current one, if it is still valid then.
         *     - Before the server's first certificate, or if the certificate is not valid at that time: 404 (R10).
         *
         *     To check an actor's ID-Cert, ask its home server for the time at which that ID-Cert's validity began.
         *
         *     `timestamp` comes as a query parameter or as a member of a JSON body.
         */
        get: operations["getServerIdCert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/idcert/actor/{fid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an actor's ID-Certs
         * @description Returns the ID-Certs of an actor that is registered on this server, and says whether and when each was invalidated.
         *
         *     - Without `timestamp`: those whose validity period includes now. With it: those whose validity period includes that
         *       time. In both cases a certificate that was invalidated before it expired stays in the list, flagged (R8).
         *     - `session_id` narrows the answer to the certificates of one session.
         *     - `idcerts`, `invalidated` and `invalidated_at` have the same length, belong together position by position, and
         *       begin with the certificate whose validity began first (R7).
         *     - An actor that is registered here but has no such certificate: 200 with empty arrays. An actor that is not
         *       registered here, of this domain or of another: 404 (R9).
         *
         *     Both filters come as query parameters or as members of a JSON body.
         */
        get: operations["getActorIdCerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session/idcert/extern": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update the ID-Cert of a session
         * @description Tells a foreign server that the ID-Cert of the session that the token belongs to has changed. From then on the new
         *     certificate is the session's. The server checks, in this order (R20):
         *
         *     1. The content holds exactly one well-formed actor ID-Cert; otherwise 400 `P2CORE_INVALID_ID_CERT`, with the rule
         *        that it breaks in `message`.
         *     2. It names the token's own actor and session; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.
         *     3. It is valid now, with a tolerance of 60 seconds between two clocks; otherwise 400 `P2CORE_INVALID_ID_CERT`.
         *     4. It was never invalidated here; otherwise 400 `P2CORE_INVALID_ID_CERT`.
         *     5. The actor's home server signed it. The server fetches the certificate that the home server had when the validity
         *        of this one began (`getServerIdCert` with that `timestamp`, at the domain of the Federation ID), and verifies
         *        against it. The home server's answer decides: 403 `P2CORE_ID_CERT_UNTRUSTED` if issuer, signature or validity do
         *        not fit its certificate, if that is malformed, and for its 400 and 404. Only no connection, a time-out, 5xx, 429
         *        or an unreadable answer: 502 `P2CORE_HOME_SERVER_UNREACHABLE`.
         *
         *     The certificate that the session has already is 201 again, without a look-up. A refused certificate changes nothing,
         *     and no look-up that it causes may decide about other actors of its domain. A server may limit what one session
         *     causes: 429 `P2CORE_RATE_LIMITED` says in `message` which limit it is.
         *
         *     The content is the PEM itself or a JSON string that holds it (R6).
         */
        put: operations["updateSessionIdCert"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Ends the session that `session_id` names: its token is void, its undelivered events and its KeyPackages are deleted,
         *     its ID-Cert is flagged as invalidated (R13). Any live token of the actor may end any of the actor's sessions, its
         *     own included.
         *
         *     `session_id` comes as a query parameter or as a member of a JSON body; one of them is required (R3).
         *
         *     The page shows no lock on this route. It needs a token all the same, because session IDs are public (R12). A session
         *     that the token's actor does not have, or that has ended already, is 404; so nobody can learn anything about the
         *     sessions of others.
         *
         *     A server may ask for a second factor (R41).
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/keypackage/{fid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get KeyPackages of an actor
         * @description Takes from the stock of an actor that is registered on this server one MLS KeyPackage (RFC 9420) for each of its
         *     sessions, so that the caller can add all of the actor's clients to a group (R17).
         *
         *     A KeyPackage is given out at most once, also to callers at the same time. A session that has none left gives its
         *     last-resort KeyPackage, as often as needed; a session without a last resort is left out. An actor without any: 200
         *     with an empty array. A session whose stock runs low gets an event; the server chooses how low. HEAD takes nothing.
         */
        get: operations["getKeyPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch missed events
         * @description Returns the gateway events that the token's session has missed since it left the WebSocket gateway or since it
         *     last asked here, by rising `s`.
         *
         *     Without `after`, events leave the queue only when the answer that carried them was handed over completely; after a
         *     broken answer they are delivered again. With `after`, everything up to that `s` leaves the queue, and newer events
         *     are answered and stay: so nothing is lost, whatever is between client and server. A server keeps at most 1000 events
         *     for a session and drops the oldest beyond that (R16). HEAD takes and acknowledges nothing.
         *
         *     A server answers 409 if there are no events, as the page says; a client takes 204, and 200 with an empty array, for
         *     the same (R14).
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session/idcert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the key of a session
         * @description Gives the session that the token belongs to an ID-Cert for a new key. The client makes the key pair and sends an
         *     ID-CSR for it, with the actor and the session ID of the token; the private key never leaves the client. The answer
         *     holds the new ID-Cert and a new token. From that second the former ID-Cert is flagged as invalidated, and the
         *     actor's other sessions get event 4, ActorCertificateInvalidation (R30).
         *
         *     A lost answer locks nobody out: the former token stays valid until the new one authenticates a request, but at most
         *     for 10 minutes. Within that time the same ID-CSR, sent with the former token, gets the same answer.
         *
         *     All KeyPackages of the former ID-Cert are deleted, the last resort too; the client uploads new ones. It tells each
         *     foreign server about its new ID-Cert with `updateSessionIdCert` (R31).
         *
         *     A server may ask for a second factor (R41).
         */
        post: operations["rotateSessionIdCert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session/keymaterial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get key material
         * @description Returns the actor's stored encrypted keys, beginning with that of the oldest ID-Cert. `serial_numbers` narrows the
         *     answer; it comes as a query parameter, which is repeated for each, or as a member of a JSON body (R3).
         *
         *     Without `serial_numbers`, an empty store is 200 with an empty array. With them, each must have key material: otherwise
         *     404 `P2CORE_KEY_MATERIAL_NOT_FOUND`, whose member `serial_numbers` lists those without (R32).
         */
        get: operations["getKeyMaterial"];
        put?: never;
        /**
         * Store key material
         * @description Stores a private key of the actor, which the client has encrypted, so that the actor's other sessions can use it.
         *     The server cannot read it (R32).
         *
         *     `key_data` is one PEM, labelled `ENCRYPTED PRIVATE KEY`, that holds an EncryptedPrivateKeyInfo (RFC 5958). An
         *     unencrypted key is refused with 400 `P2CORE_PLAINTEXT_KEY` and not stored. `serial_number` names the ID-Cert that
         *     the key is for, any that the actor had; without it, it is that of the token's session.
         *
         *     The store belongs to the actor: every home session of the actor uses it, and it stays when they end. There is at
         *     most one entry for each ID-Cert, and at most 100 in all.
         */
        post: operations["uploadKeyMaterial"];
        /**
         * Delete key material
         * @description Deletes the encrypted keys of the ID-Certs that `serial_numbers` names. They come as a query parameter, which is
         *     repeated for each, or as a JSON array in the body; one of the two is required (R3). Key material that does not exist
         *     counts as deleted (R32).
         *
         *     A server may ask for a second factor (R41).
         */
        delete: operations["deleteKeyMaterial"];
        /**
         * Get the limit of key material
         * @description `X-Max-Payload-Size` is the largest number of octets of `key_data` in `uploadKeyMaterial`. The operation needs no
         *     token, and answers the preflight requests of browsers as well (R33).
         */
        options: operations["getKeyMaterialLimit"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/keypackage/@me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add KeyPackages
         * @description Adds MLS KeyPackages (RFC 9420) to the stock of the session that the token belongs to, so that others can add it to
         *     their groups (`getKeyPackages`). The content is a JSON array of 1 to 100 of them; all are taken, or none (R34).
         *
         *     Each one is checked: it parses, both of its signatures are valid, it has not expired, its credential and its
         *     signature key are those of the session's ID-Cert, and its `init_key` was never uploaded before.
         *
         *     `@me` stands for the token's own actor; it is never a Federation ID.
         */
        post: operations["addKeyPackages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/keypackage_lr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the last-resort KeyPackage
         * @description Sets or replaces the last resort: the KeyPackage that is given out when the stock of the token's session is used up.
         *     It is checked as `addKeyPackages` checks. The current last resort, uploaded again, is 204 (R34).
         */
        put: operations["replaceLastResortKeyPackage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register an actor
         * @description Makes a new actor on this server. It gives no token: a session begins with `trustSession`.
         *
         *     `actor_name` is the local part of the new Federation ID; a server keeps it in lower case. A name that is taken,
         *     reserved or was once used is 409 `P2CORE_FEDERATION_ID_TAKEN` (R26). `auth_payload` has what this server wants from
         *     a new actor, such as a password; its own documents describe that (R27).
         *
         *     If registration is closed, or needs an invitation and the request has no valid one: 403
         *     `P2CORE_REGISTRATION_CLOSED`.
         */
        post: operations["createIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session at home
         * @description Begins a session of an actor at its home server. The client makes a key pair and sends an ID-CSR for it, with the
         *     actor's Federation ID and a session ID of its own choice; the private key never leaves the client. The answer holds
         *     the ID-Cert of the session and its token. The actor's other sessions get event 3, NewSession (R29).
         *
         *     The server checks, in this order (R28):
         *
         *     1. The content is well-formed; otherwise 400.
         *     2. `auth_payload` proves that the caller is the actor; otherwise 401 `P2CORE_INVALID_CREDENTIALS`, also for an
         *        unknown actor.
         *     3. The ID-CSR keeps the profile; otherwise 400 `P2CORE_INVALID_ID_CSR`.
         *     4. It names this actor; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.
         *     5. Its session ID is free; otherwise 409 `P2CORE_SESSION_ID_TAKEN`. A live session is never overridden.
         *     6. No ID-Cert of another actor or session here has its key; otherwise 400 `P2CORE_INVALID_ID_CSR`.
         *     7. The actor has fewer than 100 live sessions; otherwise 409 `P2CORE_SESSIONS_FULL`.
         */
        post: operations["trustSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with an ID-Cert
         * @description Gives a token to the holder of an ID-Cert, on a foreign server and at home. The client gets a challenge string from
         *     this server (`getChallenge`), signs it with the private key of its ID-Cert, and sends both. Before it signs, it
         *     checks that the challenge is that of the domain at which it logs in (R35).
         *
         *     The server checks, in this order (R38):
         *
         *     1. The content is well-formed; otherwise 400.
         *     2. The challenge is this server's own, has not expired and was never used; otherwise 403 `P2CORE_CHALLENGE_INVALID`.
         *        From here on it is used up.
         *     3. The ID-Cert is well-formed and valid now; otherwise 400 `P2CORE_INVALID_ID_CERT`.
         *     4. The signature over the octets of the challenge is that of the ID-Cert's key (R37); otherwise 403
         *        `P2CORE_CHALLENGE_FAILED`.
         *     5. The ID-Cert was not invalidated here; otherwise 403 `P2CORE_ID_CERT_INVALIDATED`.
         *     6. The home server signed it; otherwise 403 `P2CORE_ID_CERT_UNTRUSTED`, or 502 `P2CORE_HOME_SERVER_UNREACHABLE`, as for
         *        `updateSessionIdCert` (R20).
         *     7. The home server lists it without a flag (`getActorIdCerts` of that session, asked each time); otherwise 403
         *        `P2CORE_ID_CERT_INVALIDATED`.
         *
         *     Each former token of the session ends. An ID-Cert that is new to the session replaces its former one, which is
         *     flagged as invalidated here. If the session is new, the actor's other sessions get event 3, NewSession.
         */
        post: operations["identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.p2/core/v1/session/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revoke a token
         * @description Ends the token that the request carries, and nothing else: the session, its ID-Cert, its event queue and its
         *     KeyPackages stay, and `identify` gives the session a new token (R40).
         */
        put: operations["revokeSessionToken"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The data of event `core` 3, NewSession - the actor has a new session (R15). */
        NewSession: {
            cert: components["schemas"]["CertificatePem"];
        } & {
            [key: string]: unknown;
        };
        /** @description The data of event `core` 4, ActorCertificateInvalidation - an ID-Cert of the actor was invalidated (R15). */
        ActorCertificateInvalidation: {
            serial: components["schemas"]["SerialNumber"];
            invalidSince: components["schemas"]["EventTime"];
            /**
             * @description A signature of the key that the certificate is for, over `invalidSince` and `serial`, in hexadecimal. Only an actor
             *     can make one; a server leaves it out where it invalidated the certificate by itself.
             * @example 9f8a7b6c5d4e3f20
             */
            signature?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The data of event `core` 6, ServerCertificateChange - the server has a new key and certificate (R15, R19). */
        ServerCertificateChange: {
            cert: components["schemas"]["CertificatePem"];
            oldInvalidSince: components["schemas"]["EventTime"];
        } & {
            [key: string]: unknown;
        };
        /** @description The data of event `p2core` 1, LowKeyPackages - the session's stock of KeyPackages runs low (R15). */
        LowKeyPackages: {
            /**
             * Format: int32
             * @description How many ordinary KeyPackages are left.
             * @example 3
             */
            remaining: number;
        } & {
            [key: string]: unknown;
        };
        /** @description One fault of a request. */
        ErrorDetail: {
            /**
             * @description The place of the fault, as a JSON Pointer (RFC 6901) into the request: `/query/…`, `/params/…`, `/headers/…` or
             *     `/body/…`.
             * @example /query/timestamp
             */
            path: string;
            /**
             * @description The fault at that place.
             * @example must be a decimal number of seconds
             */
            message: string;
        };
        /**
         * @description The serial number of a certificate, decimal, without leading zeros. At most 20 octets hold it.
         * @example 7203918560032841
         */
        SerialNumber: string;
        /** @description An error (R24). */
        ProtocolError: {
            /**
             * Format: int32
             * @description The HTTP status of the answer.
             * @example 400
             */
            errcode: number;
            /**
             * @description A code of the registry, `x-p2-error-codes`, for programs to act on.
             * @example P2CORE_BAD_REQUEST
             */
            error: string;
            /**
             * @description One English sentence for the person who reads the log. It decides nothing.
             * @example The request breaks the contract.
             */
            message?: string;
            /** @description Each fault of the request. */
            details?: components["schemas"]["ErrorDetail"][];
            /** @description Only with `P2CORE_KEY_MATERIAL_NOT_FOUND` - the serial numbers that have no key material (R32). */
            serial_numbers?: components["schemas"]["SerialNumber"][];
        };
        /** @description A challenge string and its expiry. */
        Challenge: {
            /**
             * @description What the client signs with its private identity key. Alphanumeric, unique, made anew for each request. The first 43
             *     characters are a digest of the server's domain (R35).
             * @example UH675678rbnFGNHJV2ijcnr3ghjHV74jahUH675678rbnFGNHJV2ijcnr3ghjHV74
             */
            challenge: string;
            /**
             * Format: int64
             * @description The time at which the challenge expires. A server sends an integer; a client also accepts a decimal string (R1).
             * @example 1620000300
             */
            expires: number;
        };
        /**
         * @description A time in whole seconds since the epoch, as a decimal string without leading zeros, at most 2^53 − 1 (R2).
         * @example 1620000000
         */
        Timestamp: string;
        /**
         * @description A time in whole seconds since the epoch, at most 2^53 − 1. A server accepts a decimal string and a non-negative
         *     integer; a client sends the string (R2).
         * @example 1620000000
         */
        TimestampOrNumber: components["schemas"]["Timestamp"] | number;
        /** @description The filter of a look-up by time, as a body. Each member may come as a query parameter instead (R3). */
        TimeFilter: {
            timestamp?: components["schemas"]["TimestampOrNumber"];
        };
        /** @description One `SubjectPublicKeyInfo` in PEM (RFC 7468), with line feeds at the ends of its lines. */
        PublicKeyPem: string;
        /**
         * @description One X.509 certificate in PEM (RFC 7468), with line feeds at the ends of its lines.
         * @example -----BEGIN CERTIFICATE-----
         *     MIIBXTCCAQ+gAwIBAgIBATAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX
         *     MBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X
         *     DTIxMDEwMTAwMDAwMFoXDTQ5MTIzMTIzNTk1OVowRDETMBEGCgmSJomT8ixkARkW
         *     A2NvbTEXMBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRo
         *     b21lMCowBQYDK2VwAyEAnhe7LKFwOThXTktsEC/Ho0CJLbdSinua60B0FScPdU+j
         *     JjAkMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgIEMAUGAytlcANB
         *     AErScOVVWV6PcFOBDyH1k4e8XQebx8u2jkUL/xjYEUN5FCEK4CUuK0x5XNdu4NBT
         *     OlmCgZwgXvUY+2LHFD4a4AE=
         *     -----END CERTIFICATE-----
         */
        CertificatePem: string;
        /**
         * @description A Federation ID: the actor's local name, `@`, and the domain of its home server. Upper and lower case are the
         *     same. A domain without dots is legal.
         * @example alice@home.example.com
         */
        FederationId: string;
        /**
         * @description The name that the actor chose for a session, unique among the actor's live sessions: 1 to 64 IA5 characters
         *     without control characters (R11). It is public: it stands in the session's ID-Cert.
         * @example 593b30d80c9843939331988281b46782
         */
        SessionId: string;
        /** @description The filter of a look-up of ID-Certs, as a body. Each member may come as a query parameter instead (R3). */
        ActorIdCertFilter: {
            timestamp?: components["schemas"]["TimestampOrNumber"];
            session_id?: components["schemas"]["SessionId"];
        };
        /**
         * @description ID-Certs of one actor and, position by position, whether and when each has been invalidated (R7). The three lists have
         *     the same length.
         */
        ActorIdCerts: {
            /** @description The certificates, in the order in which their validity begins. */
            idcerts: components["schemas"]["CertificatePem"][];
            /** @description Whether the certificate in the same position of `idcerts` was invalidated before it expired. */
            invalidated: boolean[];
            /**
             * @description When the certificate in the same position of `idcerts` was invalidated, in seconds since the epoch; `null` where
             *     it was not (R8). A server of this contract sends it; a client also accepts answers without it.
             */
            invalidated_at?: (number | null)[];
        };
        /**
         * @description One X.509 certificate in PEM. Lines may end in CR LF and white space may stand around the PEM. What is not exactly
         *     one well-formed actor ID-Cert is refused with `P2CORE_INVALID_ID_CERT` (R20).
         * @example -----BEGIN CERTIFICATE-----
         *     MIIBwjCCAXSgAwIBAgIBAzAFBgMrZXAwRDETMBEGCgmSJomT8ixkARkWA2NvbTEX
         *     MBUGCgmSJomT8ixkARkWB2V4YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMB4X
         *     DTIxMDMwMTAwMDAwMFoXDTI0MDEzMTIzNTk1OVowga4xMDAuBgoJkiaJk/IsZAEs
         *     FiA1OTNiMzBkODBjOTg0MzkzOTMzMTk4ODI4MWI0Njc4MjEmMCQGCgmSJomT8ixk
         *     AQEMFmFsaWNlQGhvbWUuZXhhbXBsZS5jb20xEzARBgoJkiaJk/IsZAEZFgNjb20x
         *     FzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRQwEgYKCZImiZPyLGQBGRYEaG9tZTEO
         *     MAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQDecUcVqXIYrc54P21yqGTXL4bU0Kdj
         *     2jkwOYHhOdFV+qMgMB4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwBQYD
         *     K2VwA0EAzYYobjeVIHoibFEI2h1Mr4v7UBQwWmJ+i8IEmPpCPD5wkzhtac2zOdgP
         *     spGdWeoEDbAigGfiYYOY/Ya1kC8jDw==
         *     -----END CERTIFICATE-----
         */
        PresentedIdCert: string;
        /** @description The session to end. */
        SessionSelector: {
            session_id: components["schemas"]["SessionId"];
        };
        /** @description One KeyPackage for each session of the actor that has one (R17). */
        KeyPackages: string[];
        /**
         * @description A gateway event. Unknown namespaces and opcodes and further members are legal; a receiver keeps what it does not
         *     know (R15). A server sends `op` and `s` as decimal strings; a client takes integers too.
         */
        GatewayEvent: {
            /**
             * @description The namespace of the opcode; `core` for polyproto-core's own.
             * @example core
             */
            n: string;
            /**
             * @description The opcode, a decimal string. In the namespace `core`: 0 Heartbeat, 1 Hello, 2 Identify, 3 NewSession,
             *     4 ActorCertificateInvalidation, 5 Resume, 6 ServerCertificateChange, 7 HeartbeatAck, 8 ServiceChannel,
             *     9 ServiceChannelAck, 10 Resumed, 11 RequestHeartbeat.
             * @example 6
             */
            op: string;
            /**
             * @description The event's data, any JSON value. These schemas describe the data that a server of this contract sends by itself:
             *     `core` 3 `NewSession`, `core` 4 `ActorCertificateInvalidation`, `core` 6 `ServerCertificateChange`, `p2core` 1
             *     `LowKeyPackages`.
             */
            d: unknown;
            /**
             * @description The sequence number, a decimal string; it rises by one from each event of a session to the next.
             * @example 17
             */
            s: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description The events that the session has not been handed yet, by rising `s`. A server keeps at most 1000 for a session and
         *     drops the oldest beyond that (R16).
         */
        GatewayEvents: components["schemas"]["GatewayEvent"][];
        /**
         * @description One PKCS #10 request in PEM, labelled `CERTIFICATE REQUEST` or `NEW CERTIFICATE REQUEST`. Lines may end in CR LF and
         *     white space may stand around the PEM. What does not keep the profile is refused with `P2CORE_INVALID_ID_CSR` (R28).
         * @example -----BEGIN CERTIFICATE REQUEST-----
         *     MIIBLzCB4gIBADCBrjEwMC4GCgmSJomT8ixkASwWIDU5M2IzMGQ4MGM5ODQzOTM5
         *     MzMxOTg4MjgxYjQ2NzgyMSYwJAYKCZImiZPyLGQBAQwWYWxpY2VAaG9tZS5leGFt
         *     cGxlLmNvbTETMBEGCgmSJomT8ixkARkWA2NvbTEXMBUGCgmSJomT8ixkARkWB2V4
         *     YW1wbGUxFDASBgoJkiaJk/IsZAEZFgRob21lMQ4wDAYDVQQDDAVhbGljZTAqMAUG
         *     AytlcAMhACEYY+ox/BTkBnPVUu3frxSeWvJmp1sw4Kb4t7pp9frgoAAwBQYDK2Vw
         *     A0EAJZreUduHpECc3m0rGyXBOTxuMK5fafgo+KX+8q+ZbM8AcWz9raEKzAJVwyT4
         *     LIHBePIppaMza6qo/xSzDg95Cg==
         *     -----END CERTIFICATE REQUEST-----
         */
        IdCsr: string;
        /** @description The request for an ID-Cert of a new key. */
        KeyRotation: {
            csr: components["schemas"]["IdCsr"];
        };
        /**
         * @description The bearer token of the session (RFC 6750 section 2.1). It is a secret.
         * @example bDFqv0zNQf6pX1mTrW7cKy2eHsG9uJtA5oRiE8dLxZk
         */
        SessionToken: string;
        /** @description The ID-Cert that the home server has issued for a session, and the session's token. */
        IssuedSession: {
            id_cert: components["schemas"]["CertificatePem"];
            token: components["schemas"]["SessionToken"];
        };
        /** @description Serial numbers of ID-Certs (R32). */
        SerialNumbers: components["schemas"]["SerialNumber"][];
        /** @description The filter of key material, as a body. Its member may come as a query parameter instead (R3). */
        KeyMaterialFilter: {
            serial_numbers?: components["schemas"]["SerialNumbers"];
        };
        /**
         * @description One private key, encrypted by the client, as an EncryptedPrivateKeyInfo (RFC 5958) in PEM, labelled
         *     `ENCRYPTED PRIVATE KEY`, its lines of any length. At most 10240 octets; more is 413 (R32).
         * @example -----BEGIN ENCRYPTED PRIVATE KEY-----
         *     MIGkMGAGCSqGSIb3DQEFDTBTMDIGCSqGSIb3DQEFDDAlBBA2oMbFyXzHVRuBddru
         *     xivzAgMJJ8AwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMmIxe57Fkt3Z1qA
         *     bUdgU8AEQO3t3qWTvFl02klgUbtIStXz1ecwFyv/RMooYphD8+DPXHwNIhPXr89x
         *     JusCPMKs2kEo+K8+7HGj2knKJ4+CQJo=
         *     -----END ENCRYPTED PRIVATE KEY-----
         */
        EncryptedKeyPem: string;
        /** @description Stored key material, and the serial number of the ID-Cert that it belongs to. */
        KeyMaterial: {
            key_data: components["schemas"]["EncryptedKeyPem"];
            serial_number: components["schemas"]["SerialNumber"];
        };
        /** @description Key material of one actor, that of the oldest ID-Cert first (R32). */
        KeyMaterials: components["schemas"]["KeyMaterial"][];
        /** @description Key material to store. */
        KeyMaterialUpload: {
            key_data: components["schemas"]["EncryptedKeyPem"];
            serial_number?: components["schemas"]["SerialNumber"];
        };
        /** @description A KeyPackage of RFC 9420, TLS-serialised, in Base64 (RFC 4648 section 4, padded). */
        NewKeyPackage: string;
        /** @description KeyPackages of one session (R34). */
        NewKeyPackages: components["schemas"]["NewKeyPackage"][];
        /**
         * @description The local part of a Federation ID, in any case of letters (R26).
         * @example alice
         */
        ActorName: string;
        /**
         * @description What a server asks of somebody who registers or begins a session. The protocol leaves its members free; a server
         *     documents its own. It has at most 4096 octets, counted as JSON in UTF-8 without white space and without escapes that
         *     JSON does not need; more is 400. JSON Schema has no keyword for this bound, so a server counts the octets itself
         *     (R27).
         */
        AuthPayload: {
            [key: string]: unknown;
        };
        /** @description A new actor. */
        Registration: {
            actor_name: components["schemas"]["ActorName"];
            auth_payload?: components["schemas"]["AuthPayload"];
        };
        /** @description Further information of a server. The protocol leaves its members free. */
        ServerPayload: {
            [key: string]: unknown;
        };
        /** @description The actor that was registered. */
        NewIdentity: {
            fid: components["schemas"]["FederationId"];
            payload?: components["schemas"]["ServerPayload"];
        };
        /** @description The beginning of a session at home. */
        Trust: {
            actor_name: components["schemas"]["ActorName"];
            csr: components["schemas"]["IdCsr"];
            auth_payload?: components["schemas"]["AuthPayload"];
        };
        /** @description A challenge string and its signature. */
        CompletedChallenge: {
            /**
             * @description The string, as this server gave it.
             * @example UH675678rbnFGNHJV2ijcnr3ghjHV74jahUH675678rbnFGNHJV2ijcnr3ghjHV74
             */
            challenge: string;
            /**
             * @description The signature over the octets of the string, in standard Base64. A server also takes hexadecimal: hexadecimal digits
             *     alone, even in number (R37).
             * @example XtbNEuPTHmFW7TNoGnLTFyvKyPSHSsXqSDfJNfxKP5rPmpj3zXl3cGZV6DvcKBe3ZOgJdyjgbk6iR4pUjwmGDQ==
             */
            signature: string;
        };
        /** @description The proof that somebody holds the key of an ID-Cert. */
        Identification: {
            completed_challenge: components["schemas"]["CompletedChallenge"];
            id_cert: components["schemas"]["PresentedIdCert"];
            auth_payload?: components["schemas"]["AuthPayload"];
        };
        /** @description The new token of a session. */
        IdentifiedSession: {
            token: components["schemas"]["SessionToken"];
            payload?: components["schemas"]["ServerPayload"];
        };
        /**
         * Format: int64
         * @description A time in whole seconds since the epoch. A server sends an integer; a client also accepts a decimal string (R15).
         * @example 1620000000
         */
        EventTime: number;
    };
    responses: {
        /**
         * @description Any other error: one that no operation has caused, such as a request line that is too long, or one of a status that
         *     this document does not know yet. A program that does not know `error` goes by `errcode`.
         */
        AnyError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The answer to every method that the path does not have (R21). */
        MethodNotAllowed: {
            headers: {
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description `Accept` allows none of the media types of the answer (R5). */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The operation does not accept the content's media type (R4). */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description Too many requests (R22). */
        RateLimited: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The server failed. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The server cannot answer for the moment. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The representation that `If-None-Match` names is still the current one (RFC 9110 section 15.4.5). */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                "Cache-Control": components["headers"]["CacheControlLookup"];
                Vary: components["headers"]["VaryAccept"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request breaks the contract; `details` names each fault. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The content is larger than `x-p2-max-content-length`. */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description There is no valid access token with the request. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The token is not an administrator's. */
        NotAdministrator: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticateScope"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The actor's home server could not be asked (R20). */
        HomeServerUnreachable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The action needs a second factor, which is missing or wrong (R41). */
        SecondFactorRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /** @description The route is optional and this server leaves it out (R18). */
        RouteNotOffered: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
        /**
         * @description `auth_payload` does not prove that the caller is this actor, or there is no such actor. `WWW-Authenticate` has no
         *     `error`, because the request needs no token.
         */
        InvalidCredentials: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProtocolError"];
            };
        };
    };
    parameters: {
        /**
         * @description The time to look up; without it, now.
         * @example 1620000000
         */
        timestamp: components["schemas"]["Timestamp"];
        /**
         * @description The `ETag` of an answer that the client still has, or several, or `*` (RFC 9110 section 13.1.2). Where the current
         *     answer is among them, the server answers 304 instead.
         * @example "5f0c8a9d3b1e7642"
         */
        if_none_match: string;
        /**
         * @description The Federation ID of the actor, which must be registered on this server. `@` may stand as it is or
         *     percent-encoded.
         * @example alice@home.example.com
         */
        fid: components["schemas"]["FederationId"];
        /**
         * @description Narrows the answer to the ID-Certs of one session.
         * @example 593b30d80c9843939331988281b46782
         */
        session_id: components["schemas"]["SessionId"];
        /**
         * @description The session to end. Required where no body names it.
         * @example 593b30d80c9843939331988281b46782
         */
        session_id_to_end: components["schemas"]["SessionId"];
        /**
         * @description The second factor, if the server asks for one: UTF-8, percent-encoded. The server documents what it is, such as the
         *     actor's password (R41).
         * @example correct%20horse%20battery%20staple
         */
        sensitive_solution: string;
        /**
         * @description The `s` of the last event that the client has dealt with, a decimal string as in R2. Everything up to it leaves the
         *     queue; newer events are answered and stay until a later `after` (R16). A number beyond the newest acknowledges every
         *     event in the queue.
         * @example 17
         */
        after: components["schemas"]["Timestamp"];
        /**
         * @description Narrows the answer to the key material of these ID-Certs. The parameter is repeated for each.
         * @example [
         *       "3",
         *       "6"
         *     ]
         */
        serial_numbers: components["schemas"]["SerialNumbers"];
        /**
         * @description The ID-Certs whose key material is to be deleted. The parameter is repeated for each. Required where no body names
         *     them.
         * @example [
         *       "3",
         *       "6"
         *     ]
         */
        serial_numbers_to_delete: components["schemas"]["SerialNumbers"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Caches must not store the answer (R23).
         * @example no-store
         */
        CacheControlNoStore: string;
        /**
         * @description The rest of the current rate limit (the IETF draft "RateLimit header fields for HTTP", R22).
         * @example "default";r=118;t=60
         */
        RateLimit: string;
        /**
         * @description The rate limits that apply (the IETF draft "RateLimit header fields for HTTP", R22).
         * @example "default";q=120;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description The methods that the route knows (RFC 9110 section 10.2.1).
         * @example GET, HEAD, OPTIONS
         */
        Allow: string;
        /**
         * @description How many seconds to wait before the next request (RFC 9110 section 10.2.3).
         * @example 30
         */
        RetryAfter: string;
        /**
         * @description The validator of the representation, for `If-None-Match` (RFC 9110 section 8.8.3).
         * @example "5f0c8a9d3b1e7642"
         */
        ETag: string;
        /**
         * @description `public` with a `max-age` in seconds: 3600 for a look-up of the present; longer, at most 43200, for one of the past,
         *     which only an invalidation can change (R23). `no-store` where the request had content (R3).
         * @example public, max-age=3600
         */
        CacheControlLookup: string;
        /**
         * @description The answer depends on `Accept` (R5); further field names may stand beside it.
         * @example Accept
         */
        VaryAccept: string;
        /**
         * @description The scheme to authenticate with, with `realm`, and with `error="invalid_token"` where a token was given (RFC 6750
         *     section 3, R24). Further parameters and challenges may stand beside it.
         * @example Bearer realm="polyproto", error="invalid_token"
         */
        WWWAuthenticate: string;
        /**
         * @description The scheme to authenticate with, with `error="insufficient_scope"`: the token's owner does not have the role that the
         *     operation needs (RFC 6750 section 3, R24).
         * @example Bearer realm="polyproto", error="insufficient_scope"
         */
        WWWAuthenticateScope: string;
        /**
         * @description The largest number of octets of `key_data`, decimal (R32, R33). 800 to about 10,000 are usual.
         * @example 10240
         */
        XMaxPayloadSize: string;
    };
    pathItems: never;
}
export type NewSession = components['schemas']['NewSession'];
export type ActorCertificateInvalidation = components['schemas']['ActorCertificateInvalidation'];
export type ServerCertificateChange = components['schemas']['ServerCertificateChange'];
export type LowKeyPackages = components['schemas']['LowKeyPackages'];
export type ErrorDetail = components['schemas']['ErrorDetail'];
export type SerialNumber = components['schemas']['SerialNumber'];
export type ProtocolError = components['schemas']['ProtocolError'];
export type Challenge = components['schemas']['Challenge'];
export type Timestamp = components['schemas']['Timestamp'];
export type TimestampOrNumber = components['schemas']['TimestampOrNumber'];
export type TimeFilter = components['schemas']['TimeFilter'];
export type PublicKeyPem = components['schemas']['PublicKeyPem'];
export type CertificatePem = components['schemas']['CertificatePem'];
export type FederationId = components['schemas']['FederationId'];
export type SessionId = components['schemas']['SessionId'];
export type ActorIdCertFilter = components['schemas']['ActorIdCertFilter'];
export type ActorIdCerts = components['schemas']['ActorIdCerts'];
export type PresentedIdCert = components['schemas']['PresentedIdCert'];
export type SessionSelector = components['schemas']['SessionSelector'];
export type KeyPackages = components['schemas']['KeyPackages'];
export type GatewayEvent = components['schemas']['GatewayEvent'];
export type GatewayEvents = components['schemas']['GatewayEvents'];
export type IdCsr = components['schemas']['IdCsr'];
export type KeyRotation = components['schemas']['KeyRotation'];
export type SessionToken = components['schemas']['SessionToken'];
export type IssuedSession = components['schemas']['IssuedSession'];
export type SerialNumbers = components['schemas']['SerialNumbers'];
export type KeyMaterialFilter = components['schemas']['KeyMaterialFilter'];
export type EncryptedKeyPem = components['schemas']['EncryptedKeyPem'];
export type KeyMaterial = components['schemas']['KeyMaterial'];
export type KeyMaterials = components['schemas']['KeyMaterials'];
export type KeyMaterialUpload = components['schemas']['KeyMaterialUpload'];
export type NewKeyPackage = components['schemas']['NewKeyPackage'];
export type NewKeyPackages = components['schemas']['NewKeyPackages'];
export type ActorName = components['schemas']['ActorName'];
export type AuthPayload = components['schemas']['AuthPayload'];
export type Registration = components['schemas']['Registration'];
export type ServerPayload = components['schemas']['ServerPayload'];
export type NewIdentity = components['schemas']['NewIdentity'];
export type Trust = components['schemas']['Trust'];
export type CompletedChallenge = components['schemas']['CompletedChallenge'];
export type Identification = components['schemas']['Identification'];
export type IdentifiedSession = components['schemas']['IdentifiedSession'];
export type EventTime = components['schemas']['EventTime'];
export type ResponseAnyError = components['responses']['AnyError'];
export type ResponseMethodNotAllowed = components['responses']['MethodNotAllowed'];
export type ResponseNotAcceptable = components['responses']['NotAcceptable'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseRateLimited = components['responses']['RateLimited'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseContentTooLarge = components['responses']['ContentTooLarge'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseNotAdministrator = components['responses']['NotAdministrator'];
export type ResponseHomeServerUnreachable = components['responses']['HomeServerUnreachable'];
export type ResponseSecondFactorRequired = components['responses']['SecondFactorRequired'];
export type ResponseRouteNotOffered = components['responses']['RouteNotOffered'];
export type ResponseInvalidCredentials = components['responses']['InvalidCredentials'];
export type ParameterTimestamp = components['parameters']['timestamp'];
export type ParameterIfNoneMatch = components['parameters']['if_none_match'];
export type ParameterFid = components['parameters']['fid'];
export type ParameterSessionId = components['parameters']['session_id'];
export type ParameterSessionIdToEnd = components['parameters']['session_id_to_end'];
export type ParameterSensitiveSolution = components['parameters']['sensitive_solution'];
export type ParameterAfter = components['parameters']['after'];
export type ParameterSerialNumbers = components['parameters']['serial_numbers'];
export type ParameterSerialNumbersToDelete = components['parameters']['serial_numbers_to_delete'];
export type HeaderCacheControlNoStore = components['headers']['CacheControlNoStore'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRateLimitPolicy = components['headers']['RateLimitPolicy'];
export type HeaderAllow = components['headers']['Allow'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderCacheControlLookup = components['headers']['CacheControlLookup'];
export type HeaderVaryAccept = components['headers']['VaryAccept'];
export type HeaderWwwAuthenticate = components['headers']['WWWAuthenticate'];
export type HeaderWwwAuthenticateScope = components['headers']['WWWAuthenticateScope'];
export type HeaderXMaxPayloadSize = components['headers']['XMaxPayloadSize'];
export type $defs = Record<string, never>;
export interface operations {
    getChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A new challenge string. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getServerPublicKey: {
        parameters: {
            query?: {
                /**
                 * @description The time to look up; without it, now.
                 * @example 1620000000
                 */
                timestamp?: components["parameters"]["timestamp"];
            };
            header?: {
                /**
                 * @description The `ETag` of an answer that the client still has, or several, or `*` (RFC 9110 section 13.1.2). Where the current
                 *     answer is among them, the server answers 304 instead.
                 * @example "5f0c8a9d3b1e7642"
                 */
                "If-None-Match"?: components["parameters"]["if_none_match"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The filter, for clients that do not put it into the query (R3). */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TimeFilter"];
            };
        };
        responses: {
            /** @description The public key. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControlLookup"];
                    Vary: components["headers"]["VaryAccept"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKeyPem"];
                    "application/x-pem-file": components["schemas"]["PublicKeyPem"];
                    "text/plain": components["schemas"]["PublicKeyPem"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            /** @description The server had no key at that time whose certificate was valid (R10). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    rotateServerIdentityKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server's new ID-Cert. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    Vary: components["headers"]["VaryAccept"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificatePem"];
                    "application/x-pem-file": components["schemas"]["CertificatePem"];
                    "text/plain": components["schemas"]["CertificatePem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotAdministrator"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getServerIdCert: {
        parameters: {
            query?: {
                /**
                 * @description The time to look up; without it, now.
                 * @example 1620000000
                 */
                timestamp?: components["parameters"]["timestamp"];
            };
            header?: {
                /**
                 * @description The `ETag` of an answer that the client still has, or several, or `*` (RFC 9110 section 13.1.2). Where the current
                 *     answer is among them, the server answers 304 instead.
                 * @example "5f0c8a9d3b1e7642"
                 */
                "If-None-Match"?: components["parameters"]["if_none_match"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The filter, for clients that do not put it into the query (R3). */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TimeFilter"];
            };
        };
        responses: {
            /** @description The server's ID-Cert. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControlLookup"];
                    Vary: components["headers"]["VaryAccept"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificatePem"];
                    "application/x-pem-file": components["schemas"]["CertificatePem"];
                    "text/plain": components["schemas"]["CertificatePem"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            /** @description The server had no valid certificate at that time (R10). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getActorIdCerts: {
        parameters: {
            query?: {
                /**
                 * @description The time to look up; without it, now.
                 * @example 1620000000
                 */
                timestamp?: components["parameters"]["timestamp"];
                /**
                 * @description Narrows the answer to the ID-Certs of one session.
                 * @example 593b30d80c9843939331988281b46782
                 */
                session_id?: components["parameters"]["session_id"];
            };
            header?: {
                /**
                 * @description The `ETag` of an answer that the client still has, or several, or `*` (RFC 9110 section 13.1.2). Where the current
                 *     answer is among them, the server answers 304 instead.
                 * @example "5f0c8a9d3b1e7642"
                 */
                "If-None-Match"?: components["parameters"]["if_none_match"];
            };
            path: {
                /**
                 * @description The Federation ID of the actor, which must be registered on this server. `@` may stand as it is or
                 *     percent-encoded.
                 * @example alice@home.example.com
                 */
                fid: components["parameters"]["fid"];
            };
            cookie?: never;
        };
        /** @description The filter, for clients that do not put it into the query (R3). */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ActorIdCertFilter"];
            };
        };
        responses: {
            /** @description The actor's ID-Certs. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["CacheControlLookup"];
                    Vary: components["headers"]["VaryAccept"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActorIdCerts"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            /** @description The actor is not registered on this server (R9). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    updateSessionIdCert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The new ID-Cert. */
        requestBody: {
            content: {
                "application/x-pem-file": components["schemas"]["PresentedIdCert"];
                "text/plain": components["schemas"]["PresentedIdCert"];
                "application/json": components["schemas"]["PresentedIdCert"];
            };
        };
        responses: {
            /** @description The certificate is now the session's. The answer has no content. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request breaks the contract, or the content is not a usable ID-Cert. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The certificate is another session's, or its home server did not sign it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["HomeServerUnreachable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                /**
                 * @description The session to end. Required where no body names it.
                 * @example 593b30d80c9843939331988281b46782
                 */
                session_id?: components["parameters"]["session_id_to_end"];
            };
            header?: {
                /**
                 * @description The second factor, if the server asks for one: UTF-8, percent-encoded. The server documents what it is, such as the
                 *     actor's password (R41).
                 * @example correct%20horse%20battery%20staple
                 */
                "X-P2-Sensitive-Solution"?: components["parameters"]["sensitive_solution"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The session to end, for clients that do not put it into the query (R3). */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SessionSelector"];
            };
        };
        responses: {
            /** @description The session has ended. The answer has no content. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["SecondFactorRequired"];
            /** @description The token's actor has no live session of that ID. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getKeyPackages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Federation ID of the actor, which must be registered on this server. `@` may stand as it is or
                 *     percent-encoded.
                 * @example alice@home.example.com
                 */
                fid: components["parameters"]["fid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One KeyPackage for each session of the actor that has one. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPackages"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The actor is not registered on this server (R9), or the server leaves this route out (R18). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /**
                 * @description The `s` of the last event that the client has dealt with, a decimal string as in R2. Everything up to it leaves the
                 *     queue; newer events are answered and stay until a later `after` (R16). A number beyond the newest acknowledges every
                 *     event in the queue.
                 * @example 17
                 */
                after?: components["parameters"]["after"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The missed events. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayEvents"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            /** @description There are no events to tell the session of. The answer has no content (R14). */
            409: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    rotateSessionIdCert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The second factor, if the server asks for one: UTF-8, percent-encoded. The server documents what it is, such as the
                 *     actor's password (R41).
                 * @example correct%20horse%20battery%20staple
                 */
                "X-P2-Sensitive-Solution"?: components["parameters"]["sensitive_solution"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description An ID-CSR for the new key. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotation"];
            };
        };
        responses: {
            /** @description The new ID-Cert of the session, and its new token. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedSession"];
                };
            };
            /** @description The request breaks the contract, or holds no usable ID-CSR. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The ID-CSR is for another session, the token is no home actor's, or a second factor is missing. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getKeyMaterial: {
        parameters: {
            query?: {
                /**
                 * @description Narrows the answer to the key material of these ID-Certs. The parameter is repeated for each.
                 * @example [
                 *       "3",
                 *       "6"
                 *     ]
                 */
                serial_numbers?: components["parameters"]["serial_numbers"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The serial numbers, for clients that do not put them into the query (R3). */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["KeyMaterialFilter"];
            };
        };
        responses: {
            /** @description The stored key material. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMaterials"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The token is no home actor's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            /** @description There is no key material for some of the serial numbers, or the server does not offer this page (R25). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    uploadKeyMaterial: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The encrypted key, and the ID-Cert that it belongs to. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyMaterialUpload"];
            };
        };
        responses: {
            /** @description The key material is stored. The answer has no content. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request breaks the contract, or the key is not encrypted. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token is no home actor's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            /** @description The actor never had an ID-Cert of that serial number, or the server does not offer this page (R25). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            /** @description There is key material for that ID-Cert already, or the store is full. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    deleteKeyMaterial: {
        parameters: {
            query?: {
                /**
                 * @description The ID-Certs whose key material is to be deleted. The parameter is repeated for each. Required where no body names
                 *     them.
                 * @example [
                 *       "3",
                 *       "6"
                 *     ]
                 */
                serial_numbers?: components["parameters"]["serial_numbers_to_delete"];
            };
            header?: {
                /**
                 * @description The second factor, if the server asks for one: UTF-8, percent-encoded. The server documents what it is, such as the
                 *     actor's password (R41).
                 * @example correct%20horse%20battery%20staple
                 */
                "X-P2-Sensitive-Solution"?: components["parameters"]["sensitive_solution"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The serial numbers, for clients that do not put them into the query (R3). */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SerialNumbers"];
            };
        };
        responses: {
            /** @description There is no key material for these ID-Certs any more. The answer has no content. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The token is no home actor's, or a second factor is missing. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    getKeyMaterialLimit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limit. The answer has no content. */
            200: {
                headers: {
                    "X-Max-Payload-Size": components["headers"]["XMaxPayloadSize"];
                    Allow: components["headers"]["Allow"];
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The server does not offer the page `core-home` (R25). A browser's preflight request is 200 all the same (R33). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    addKeyPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The KeyPackages. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyPackages"];
            };
        };
        responses: {
            /** @description The KeyPackages are in the stock. The answer has no content. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The KeyPackage is another session's, or the token is no home actor's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            /** @description A KeyPackage was uploaded before, or the stock is full. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    replaceLastResortKeyPackage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The KeyPackage. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyPackage"];
            };
        };
        responses: {
            /** @description The KeyPackage is the last resort now. The answer has no content. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The KeyPackage is another session's, or the token is no home actor's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            /** @description The KeyPackage was uploaded before. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    createIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The name, and the server's own payload. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description The actor is registered. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewIdentity"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Registration is closed, or needs a valid invitation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            /** @description The name is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    trustSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The actor, the ID-CSR, and the server's own payload. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Trust"];
            };
        };
        responses: {
            /** @description The session has begun. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedSession"];
                };
            };
            /** @description The request breaks the contract, or holds no usable ID-CSR. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            401: components["responses"]["InvalidCredentials"];
            /** @description The ID-CSR names another actor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            /** @description The session ID is in use, or the actor has too many sessions. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    identify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The signed challenge and the ID-Cert. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Identification"];
            };
        };
        responses: {
            /** @description The new token of the session. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentifiedSession"];
                };
            };
            /** @description The request breaks the contract, or the ID-Cert is not usable. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            /** @description The challenge is not good, the signature is wrong, or the ID-Cert is invalidated or not trusted. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            404: components["responses"]["RouteNotOffered"];
            405: components["responses"]["MethodNotAllowed"];
            406: components["responses"]["NotAcceptable"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["HomeServerUnreachable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
    revokeSessionToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is void. The answer has no content. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControlNoStore"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token belongs to no session (R25), or the server does not offer this page. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProtocolError"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["AnyError"];
        };
    };
}
