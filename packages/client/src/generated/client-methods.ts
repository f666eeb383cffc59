// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { Answer } from '../answer.js';
import type { CallOptions } from '../options.js';
import type { RequestArguments } from '../request-arguments.js';

/** One method for each operation of the contract. */
export interface ClientMethods {
  /**
   * Get a challenge string: `GET /.p2/core/v1/challenge`
   *
   * Makes a new challenge string. The client signs it with its private identity key and sends the signature with
   * its ID-Cert, on a route outside this document, to prove who it is.
   *
   * The string is alphanumeric, 32 to 256 characters long (64 or more, with upper case, lower case and digits, is
   * recommended), made from a cryptographic random source, unique, and void after `expires`.
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
   * Makes a new identity key pair and a new self-signed certificate for it. Both are current from that moment on,
   * in every process of the server. The older certificate and key are kept and still answered for the times at
   * which they held; actor certificates that the old key signed stay valid until they expire. Every session of the
   * server is told with event 6, ServerCertificateChange.
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
   * Returns the server's own ID-Cert, the self-signed root that the ID-Certs of its actors verify against.
   *
   * - Without `timestamp`: the current one.
   * - With a `timestamp` in the past: the one that was current then; after key rotations that is an older one.
   * - With a `timestamp` in the future: the current one, where its validity still holds then.
   * - Before the server's first certificate, or where the certificate's validity does not hold at that time: 404
   *   (R10).
   *
   * To check an actor's ID-Cert, ask its home server with the time at which that certificate's validity began.
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
   * Returns the ID-Certs of an actor that is registered on this server, each with whether and when it was invalidated.
   *
   * - Without `timestamp`: those whose validity holds now. With it: those whose validity held then. In both cases a
   *   certificate that was invalidated before it expired stays in the list, flagged (R8).
   * - `session_id` narrows the answer to the certificates of one session.
   * - `idcerts`, `invalidated` and `invalidated_at` have the same length and belong together position by position, the
   *   certificate whose validity began first in front (R7).
   * - An actor that is registered here but has no such certificate: 200 with empty arrays. An actor that is not
   *   registered here, be it of this or of another domain: 404 (R9).
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
   * Tells a foreign server that the ID-Cert of the session that the token belongs to has changed. From then on the
   * new certificate is the session's one. The server checks, in this order (R20):
   *
   * 1. The content holds exactly one well-formed actor ID-Cert; otherwise 400 `P2CORE_INVALID_ID_CERT`, with the rule
   *    that it breaks in `message`.
   * 2. It names the token's own actor and session; otherwise 403 `P2CORE_ID_CERT_MISMATCH`.
   * 3. Its validity holds now, give or take the 60 seconds by which two clocks may differ; otherwise 400
   *    `P2CORE_INVALID_ID_CERT`.
   * 4. It was never invalidated here; otherwise 400 `P2CORE_INVALID_ID_CERT`.
   * 5. The actor's home server signed it. The server fetches the certificate that the home server had when the
   *    validity of this one began (`getServerIdCert` with that `timestamp`, at the domain of the Federation ID), and
   *    verifies against it. What the home server says decides: 403 `P2CORE_ID_CERT_UNTRUSTED` where issuer, signature
   *    or validity do not fit its certificate, where that is malformed, and where it answers 400 or 404. Only where
   *    there is no connection, a time-out, 5xx, 429 or an unreadable answer: 502 `P2CORE_HOME_SERVER_UNREACHABLE`.
   *
   * The certificate that the session has already is 201 again, and nobody is asked. A refused certificate changes
   * nothing, and nothing that it makes the server ask may decide about other actors of its domain. A server may limit
   * what one session causes: 429 `P2CORE_RATE_LIMITED` says in `message` which limit it is.
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
   * Ends the session that `session_id` names: its token is void, its undelivered events and its KeyPackages are
   * gone, its ID-Cert is flagged as invalidated (R13). Any live token of the actor may end any of the actor's
   * sessions, its own included.
   *
   * `session_id` comes as a query parameter or as a member of a JSON body; one of them is required (R3).
   *
   * The page shows no lock on this route. It needs a token all the same, for session IDs are public (R12). A session
   * that the token's actor does not have, or that has ended already, is 404; so nothing can be learnt about the
   * sessions of others.
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
   * last-resort KeyPackage, as often as needed; a session that has not even that is left out. An actor without any:
   * 200 with an empty array. A session whose stock runs low is told so with an event. HEAD takes nothing.
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
   * broken answer they are delivered again. With `after`, everything up to that `s` leaves the queue, and what is newer is
   * answered and stays: so nothing is lost, whatever stands between client and server. A server keeps at most 1000 events
   * for a session and drops the oldest beyond that (R16). HEAD takes and acknowledges nothing.
   *
   * A server answers 409 where there is nothing to tell, as the page says; a client takes 204, and 200 with an empty
   * array, for the same (R14).
   *
   * @example
   * const answer = await client.getEvents({ after: '17' });
   * if (answer.status === 200) console.log(answer.body);
   * if (answer.status === 409) console.log('There are no events to tell the session of');
   * if (answer.error) console.error(answer.error, answer.message);
   */
  getEvents(request?: RequestArguments<'getEvents'>, options?: CallOptions): Promise<Answer<'getEvents'>>;
}
