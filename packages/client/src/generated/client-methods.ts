// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { Answer } from '../answer/answer.js';
import type { CallOptions } from '../options.js';
import type { RequestArguments } from '../request/request-arguments.js';

/** One method for each operation of the contract. */
export interface ClientMethods {
  /**
   * Get a challenge string: `GET /.p2/core/v1/challenge`
   *
   * Makes a new challenge string. The client signs it with its private identity key and sends the signature with
   * its ID-Cert to `identify`, to prove who it is.
   *
   * The string is alphanumeric, 32 to 256 characters long (64 or more, with upper case, lower case and digits, is
   * recommended), made from a cryptographic random source, unique, and void after `expires`. Its first 43 characters are
   * a digest of the server's domain, so that nobody can pass it on to another server (R35); they do not count as random.
   *
   * @example
   * const answer = await client.getChallenge();
   * if (answer.status === 200) console.log(answer.body.challenge, answer.body.expires);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getChallenge(request?: RequestArguments<'getChallenge'>, options?: CallOptions): Promise<Answer<'getChallenge'>>;

  /**
   * Get the server's public key: `GET /.p2/core/v1/key/server`
   *
   * Returns the server's public identity key as a `SubjectPublicKeyInfo`: the key of the certificate that
   * `getServerIdCert` returns for the same `timestamp`, by the same rules. Without `timestamp`, the current one.
   *
   * `timestamp` comes as a query parameter or as a member of a JSON body.
   *
   * @example
   * const answer = await client.getServerPublicKey({ timestamp: '1620000000' });
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getServerPublicKey(request?: RequestArguments<'getServerPublicKey'>, options?: CallOptions): Promise<Answer<'getServerPublicKey'>>;

  /**
   * Rotate the server's identity key: `PUT /.p2/core/v1/key/server`
   *
   * Makes a new identity key pair and a new self-signed certificate for it. Both are current from that moment on, in
   * every process of the server. The older certificate and key are kept, and look-ups of the times at which they were
   * current return them; actor certificates that the old key signed stay valid until they expire. Every session of the
   * server gets event 6, ServerCertificateChange.
   *
   * Two rotations at once both succeed, one after the other (R19).
   *
   * @example
   * const answer = await client.rotateServerIdentityKey();
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  rotateServerIdentityKey(request?: RequestArguments<'rotateServerIdentityKey'>, options?: CallOptions): Promise<Answer<'rotateServerIdentityKey'>>;

  /**
   * Get the server's ID-Cert: `GET /.p2/core/v1/idcert/server`
   *
   * Returns the server's own ID-Cert: the self-signed root that verifies the ID-Certs of its actors.
   *
   * - Without `timestamp`: the current one.
   * - With a `timestamp` in the past: the one that was current then, which may be older than the current one.
   * - With a `timestamp` in the future: the current one, if it is still valid then.
   * - Before the server's first certificate, or if the certificate is not valid at that time: 404 (R10).
   *
   * To check an actor's ID-Cert, ask its home server for the time at which that ID-Cert's validity began.
   *
   * `timestamp` comes as a query parameter or as a member of a JSON body.
   *
   * @example
   * const answer = await client.getServerIdCert({ timestamp: '1620000000' });
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getServerIdCert(request?: RequestArguments<'getServerIdCert'>, options?: CallOptions): Promise<Answer<'getServerIdCert'>>;

  /**
   * Get an actor's ID-Certs: `GET /.p2/core/v1/idcert/actor/{fid}`
   *
   * Returns the ID-Certs of an actor that is registered on this server, and says whether and when each was invalidated.
   *
   * - Without `timestamp`: those whose validity period includes now. With it: those whose validity period includes that
   *   time. In both cases a certificate that was invalidated before it expired stays in the list, flagged (R8).
   * - `session_id` narrows the answer to the certificates of one session.
   * - `idcerts`, `invalidated` and `invalidated_at` have the same length, belong together position by position, and
   *   begin with the certificate whose validity began first (R7).
   * - An actor that is registered here but has no such certificate: 200 with empty arrays. An actor that is not
   *   registered here, of this domain or of another: 404 (R9).
   *
   * Both filters come as query parameters or as members of a JSON body.
   *
   * @example
   * const answer = await client.getActorIdCerts({ fid: 'alice@home.example.com', timestamp: '1620000000', session_id: '593b30d80c9843939331988281b46782' });
   * if (answer.status === 200) console.log(answer.body.idcerts, answer.body.invalidated, answer.body.invalidated_at);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getActorIdCerts(request: RequestArguments<'getActorIdCerts'>, options?: CallOptions): Promise<Answer<'getActorIdCerts'>>;

  /**
   * Update the ID-Cert of a session: `PUT /.p2/core/v1/session/idcert/extern`
   *
   * Tells a foreign server that the ID-Cert of the session that the token belongs to has changed. From then on the new
   * certificate is the session's. The server checks, in this order (R20):
   *
   * 1. The content holds exactly one well-formed actor ID-Cert; otherwise 400 `P2CORE_INVALID_ID_CERT`, with the rule
   *    that it breaks in `message`.
   * 2. It names the token's own actor and session; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.
   * 3. It is valid now, with a tolerance of 60 seconds between two clocks; otherwise 400 `P2CORE_INVALID_ID_CERT`.
   * 4. It was never invalidated here; otherwise 400 `P2CORE_INVALID_ID_CERT`.
   * 5. The actor's home server signed it. The server fetches the certificate that the home server had when the validity
   *    of this one began (`getServerIdCert` with that `timestamp`, at the domain of the Federation ID), and verifies
   *    against it. The home server's answer decides: 403 `P2CORE_ID_CERT_UNTRUSTED` if issuer, signature or validity do
   *    not fit its certificate, if that is malformed, and for its 400 and 404. Only no connection, a time-out, 5xx, 429
   *    or an unreadable answer: 502 `P2CORE_HOME_SERVER_UNREACHABLE`.
   *
   * The certificate that the session has already is 201 again, without a look-up. A refused certificate changes nothing,
   * and no look-up that it causes may decide about other actors of its domain. A server may limit what one session
   * causes: 429 `P2CORE_RATE_LIMITED` says in `message` which limit it is.
   *
   * The content is the PEM itself or a JSON string that holds it (R6).
   *
   * @example
   * const answer = await client.updateSessionIdCert({ body: '-----BEGIN CERTIFICATE-----\n…' });
   * if (answer.status === 201) console.log('The certificate is now the session\'s');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  updateSessionIdCert(request: RequestArguments<'updateSessionIdCert'>, options?: CallOptions): Promise<Answer<'updateSessionIdCert'>>;

  /**
   * End a session: `DELETE /.p2/core/v1/session`
   *
   * Ends the session that `session_id` names: its token is void, its undelivered events and its KeyPackages are deleted,
   * its ID-Cert is flagged as invalidated (R13). Any live token of the actor may end any of the actor's sessions, its
   * own included.
   *
   * `session_id` comes as a query parameter or as a member of a JSON body; one of them is required (R3).
   *
   * The page shows no lock on this route. It needs a token all the same, because session IDs are public (R12). A session
   * that the token's actor does not have, or that has ended already, is 404; so nobody can learn anything about the
   * sessions of others.
   *
   * A server may ask for a second factor (R41).
   *
   * @example
   * const answer = await client.deleteSession({ session_id: '593b30d80c9843939331988281b46782' });
   * if (answer.status === 204) console.log('The session has ended');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  deleteSession(request?: RequestArguments<'deleteSession'>, options?: CallOptions): Promise<Answer<'deleteSession'>>;

  /**
   * Get KeyPackages of an actor: `GET /.p2/core/v1/keypackage/{fid}`
   *
   * Takes from the stock of an actor that is registered on this server one MLS KeyPackage (RFC 9420) for each of its
   * sessions, so that the caller can add all of the actor's clients to a group (R17).
   *
   * A KeyPackage is given out at most once, also to callers at the same time. A session that has none left gives its
   * last-resort KeyPackage, as often as needed; a session without a last resort is left out. An actor without any: 200
   * with an empty array. A session whose stock runs low gets an event; the server chooses how low. HEAD takes nothing.
   *
   * @example
   * const answer = await client.getKeyPackages({ fid: 'alice@home.example.com' });
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getKeyPackages(request: RequestArguments<'getKeyPackages'>, options?: CallOptions): Promise<Answer<'getKeyPackages'>>;

  /**
   * Fetch missed events: `GET /.p2/core/v1/events`
   *
   * Returns the gateway events that the token's session has missed since it left the WebSocket gateway or since it
   * last asked here, by rising `s`.
   *
   * Without `after`, events leave the queue only when the answer that carried them was handed over completely; after a
   * broken answer they are delivered again. With `after`, everything up to that `s` leaves the queue, and newer events
   * are answered and stay: so nothing is lost, whatever is between client and server. A server keeps at most 1000 events
   * for a session and drops the oldest beyond that (R16). HEAD takes and acknowledges nothing.
   *
   * A server answers 409 if there are no events, as the page says; a client takes 204, and 200 with an empty array, for
   * the same (R14).
   *
   * @example
   * const answer = await client.getEvents({ after: '17' });
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.status === 409) console.log('There are no events to tell the session of');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getEvents(request?: RequestArguments<'getEvents'>, options?: CallOptions): Promise<Answer<'getEvents'>>;

  /**
   * Rotate the key of a session: `POST /.p2/core/v1/session/idcert`
   *
   * Gives the session that the token belongs to an ID-Cert for a new key. The client makes the key pair and sends an
   * ID-CSR for it, with the actor and the session ID of the token; the private key never leaves the client. The answer
   * holds the new ID-Cert and a new token. From that second the former ID-Cert is flagged as invalidated, and the
   * actor's other sessions get event 4, ActorCertificateInvalidation (R30).
   *
   * A lost answer locks nobody out: the former token stays valid until the new one authenticates a request, but at most
   * for 10 minutes. Within that time the same ID-CSR, sent with the former token, gets the same answer.
   *
   * All KeyPackages of the former ID-Cert are deleted, the last resort too; the client uploads new ones. It tells each
   * foreign server about its new ID-Cert with `updateSessionIdCert` (R31).
   *
   * A server may ask for a second factor (R41).
   *
   * @example
   * const answer = await client.rotateSessionIdCert({ csr: '-----BEGIN CERTIFICATE REQUEST-----\n…' });
   * if (answer.status === 201) console.log(answer.body.id_cert, answer.body.token);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  rotateSessionIdCert(request: RequestArguments<'rotateSessionIdCert'>, options?: CallOptions): Promise<Answer<'rotateSessionIdCert'>>;

  /**
   * Store key material: `POST /.p2/core/v1/session/keymaterial`
   *
   * Stores a private key of the actor, which the client has encrypted, so that the actor's other sessions can use it.
   * The server cannot read it (R32).
   *
   * `key_data` is one PEM, labelled `ENCRYPTED PRIVATE KEY`, that holds an EncryptedPrivateKeyInfo (RFC 5958). An
   * unencrypted key is refused with 400 `P2CORE_PLAINTEXT_KEY` and not stored. `serial_number` names the ID-Cert that
   * the key is for, any that the actor had; without it, it is that of the token's session.
   *
   * The store belongs to the actor: every home session of the actor uses it, and it stays when they end. There is at
   * most one entry for each ID-Cert, and at most 100 in all.
   *
   * @example
   * const answer = await client.uploadKeyMaterial({ key_data: '-----BEGIN ENCRYPTED PRIVATE KEY-----\n…', serial_number: '3' });
   * if (answer.status === 201) console.log('The key material is stored');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  uploadKeyMaterial(request: RequestArguments<'uploadKeyMaterial'>, options?: CallOptions): Promise<Answer<'uploadKeyMaterial'>>;

  /**
   * Get key material: `GET /.p2/core/v1/session/keymaterial`
   *
   * Returns the actor's stored encrypted keys, beginning with that of the oldest ID-Cert. `serial_numbers` narrows the
   * answer; it comes as a query parameter, which is repeated for each, or as a member of a JSON body (R3).
   *
   * Without `serial_numbers`, an empty store is 200 with an empty array. With them, each must have key material: otherwise
   * 404 `P2CORE_KEY_MATERIAL_NOT_FOUND`, whose member `serial_numbers` lists those without (R32).
   *
   * @example
   * const answer = await client.getKeyMaterial({ serial_numbers: ['3', '6'] });
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getKeyMaterial(request?: RequestArguments<'getKeyMaterial'>, options?: CallOptions): Promise<Answer<'getKeyMaterial'>>;

  /**
   * Delete key material: `DELETE /.p2/core/v1/session/keymaterial`
   *
   * Deletes the encrypted keys of the ID-Certs that `serial_numbers` names. They come as a query parameter, which is
   * repeated for each, or as a JSON array in the body; one of the two is required (R3). Key material that does not exist
   * counts as deleted (R32).
   *
   * A server may ask for a second factor (R41).
   *
   * @example
   * const answer = await client.deleteKeyMaterial({ serial_numbers: ['3', '6'] });
   * if (answer.status === 204) console.log('There is no key material for these ID-Certs any more');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  deleteKeyMaterial(request?: RequestArguments<'deleteKeyMaterial'>, options?: CallOptions): Promise<Answer<'deleteKeyMaterial'>>;

  /**
   * Get the limit of key material: `OPTIONS /.p2/core/v1/session/keymaterial`
   *
   * `X-Max-Payload-Size` is the largest number of octets of `key_data` in `uploadKeyMaterial`. The operation needs no
   * token, and answers the preflight requests of browsers as well (R33).
   *
   * @example
   * const answer = await client.getKeyMaterialLimit();
   * if (answer.status === 200) console.log('The limit');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getKeyMaterialLimit(request?: RequestArguments<'getKeyMaterialLimit'>, options?: CallOptions): Promise<Answer<'getKeyMaterialLimit'>>;

  /**
   * Add KeyPackages: `POST /.p2/core/v1/keypackage/@me`
   *
   * Adds MLS KeyPackages (RFC 9420) to the stock of the session that the token belongs to, so that others can add it to
   * their groups (`getKeyPackages`). The content is a JSON array of 1 to 100 of them; all are taken, or none (R34).
   *
   * Each one is checked: it parses, both of its signatures are valid, it has not expired, its credential and its
   * signature key are those of the session's ID-Cert, and its `init_key` was never uploaded before.
   *
   * `@me` stands for the token's own actor; it is never a Federation ID.
   *
   * @example
   * const answer = await client.addKeyPackages({ body: ['AAEAASBEkLF6vanJy/0haBx2…'] });
   * if (answer.status === 201) console.log('The KeyPackages are in the stock');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  addKeyPackages(request: RequestArguments<'addKeyPackages'>, options?: CallOptions): Promise<Answer<'addKeyPackages'>>;

  /**
   * Replace the last-resort KeyPackage: `PUT /.p2/core/v1/keypackage_lr`
   *
   * Sets or replaces the last resort: the KeyPackage that is given out when the stock of the token's session is used up.
   * It is checked as `addKeyPackages` checks. The current last resort, uploaded again, is 204 (R34).
   *
   * @example
   * const answer = await client.replaceLastResortKeyPackage({ body: 'AAEAASCpAOO8Q+3cLCvPf0Mm…' });
   * if (answer.status === 204) console.log('The KeyPackage is the last resort now');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  replaceLastResortKeyPackage(request: RequestArguments<'replaceLastResortKeyPackage'>, options?: CallOptions): Promise<Answer<'replaceLastResortKeyPackage'>>;

  /**
   * Register an actor: `POST /.p2/core/v1/register`
   *
   * Makes a new actor on this server. It gives no token: a session begins with `trustSession`.
   *
   * `actor_name` is the local part of the new Federation ID; a server keeps it in lower case. A name that is taken,
   * reserved or was once used is 409 `P2CORE_FEDERATION_ID_TAKEN` (R26). `auth_payload` has what this server wants from
   * a new actor, such as a password; its own documents describe that (R27).
   *
   * If registration is closed, or needs an invitation and the request has no valid one: 403
   * `P2CORE_REGISTRATION_CLOSED`.
   *
   * @example
   * const answer = await client.createIdentity({ actor_name: 'alice', auth_payload: { password: 'correct horse battery staple', invite: '7kPq2ZsXv9RtLw4uYb8NcA' } });
   * if (answer.status === 201) console.log(answer.body.fid, answer.body.payload);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  createIdentity(request: RequestArguments<'createIdentity'>, options?: CallOptions): Promise<Answer<'createIdentity'>>;

  /**
   * Begin a session at home: `POST /.p2/core/v1/session/trust`
   *
   * Begins a session of an actor at its home server. The client makes a key pair and sends an ID-CSR for it, with the
   * actor's Federation ID and a session ID of its own choice; the private key never leaves the client. The answer holds
   * the ID-Cert of the session and its token. The actor's other sessions get event 3, NewSession (R29).
   *
   * The server checks, in this order (R28):
   *
   * 1. The content is well-formed; otherwise 400.
   * 2. `auth_payload` proves that the caller is the actor; otherwise 401 `P2CORE_INVALID_CREDENTIALS`, also for an
   *    unknown actor.
   * 3. The ID-CSR keeps the profile; otherwise 400 `P2CORE_INVALID_ID_CSR`.
   * 4. It names this actor; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.
   * 5. Its session ID is free; otherwise 409 `P2CORE_SESSION_ID_TAKEN`. A live session is never overridden.
   * 6. No ID-Cert of another actor or session here has its key; otherwise 400 `P2CORE_INVALID_ID_CSR`.
   * 7. The actor has fewer than 100 live sessions; otherwise 409 `P2CORE_SESSIONS_FULL`.
   *
   * @example
   * const answer = await client.trustSession({ actor_name: 'alice', csr: '-----BEGIN CERTIFICATE REQUEST-----\n…', auth_payload: { password: 'correct horse battery staple' } });
   * if (answer.status === 201) console.log(answer.body.id_cert, answer.body.token);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  trustSession(request: RequestArguments<'trustSession'>, options?: CallOptions): Promise<Answer<'trustSession'>>;

  /**
   * Log in with an ID-Cert: `POST /.p2/core/v1/session/identify`
   *
   * Gives a token to the holder of an ID-Cert, on a foreign server and at home. The client gets a challenge string from
   * this server (`getChallenge`), signs it with the private key of its ID-Cert, and sends both. Before it signs, it
   * checks that the challenge is that of the domain at which it logs in (R35).
   *
   * The server checks, in this order (R38):
   *
   * 1. The content is well-formed; otherwise 400.
   * 2. The challenge is this server's own, has not expired and was never used; otherwise 403 `P2CORE_CHALLENGE_INVALID`.
   *    From here on it is used up.
   * 3. The ID-Cert is well-formed and valid now; otherwise 400 `P2CORE_INVALID_ID_CERT`.
   * 4. The signature over the octets of the challenge is that of the ID-Cert's key (R37); otherwise 403
   *    `P2CORE_CHALLENGE_FAILED`.
   * 5. The ID-Cert was not invalidated here; otherwise 403 `P2CORE_ID_CERT_INVALIDATED`.
   * 6. The home server signed it; otherwise 403 `P2CORE_ID_CERT_UNTRUSTED`, or 502 `P2CORE_HOME_SERVER_UNREACHABLE`, as for
   *    `updateSessionIdCert` (R20).
   * 7. The home server lists it without a flag (`getActorIdCerts` of that session, asked each time); otherwise 403
   *    `P2CORE_ID_CERT_INVALIDATED`.
   *
   * Each former token of the session ends. An ID-Cert that is new to the session replaces its former one, which is
   * flagged as invalidated here. If the session is new, the actor's other sessions get event 3, NewSession.
   *
   * @example
   * const answer = await client.identify({ completed_challenge: { challenge: 'c1o1n4GPVXtRpCdfHMnZwkne…', signature: 'a9W0hOSb/mUKlpSLpT6PnsKU…' }, id_cert: '-----BEGIN CERTIFICATE-----\n…' });
   * if (answer.status === 201) console.log(answer.body.token, answer.body.payload);
   * if (answer.error) console.error(answer.error, answer.message);
   */
  identify(request: RequestArguments<'identify'>, options?: CallOptions): Promise<Answer<'identify'>>;

  /**
   * Revoke a token: `PUT /.p2/core/v1/session/revoke`
   *
   * Ends the token that the request carries, and nothing else: the session, its ID-Cert, its event queue and its
   * KeyPackages stay, and `identify` gives the session a new token (R40).
   *
   * @example
   * const answer = await client.revokeSessionToken();
   * if (answer.status === 204) console.log('The token is void');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  revokeSessionToken(request?: RequestArguments<'revokeSessionToken'>, options?: CallOptions): Promise<Answer<'revokeSessionToken'>>;
}
