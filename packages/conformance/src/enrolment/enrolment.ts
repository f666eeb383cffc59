import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../certificates/key-pair.js';
import { makeCsr } from '../certificates/make-csr.js';
import { expectStatus } from '../check/expect.js';
import type { FixtureRegistration } from '../fixture/fixture.js';
import { addSecret, type Secrets } from '../fixture/secrets.js';
import { Skip } from '../run/failure.js';
import type { Send } from '../run/send.js';
import type { OwnSession } from './own-session.js';

/** The most sessions that the kit gives an actor, far below the limit of 100 (R28). */
const sessionsOfOneActor = 40;

/** Registers actors of the kit's own, and begins their sessions. Each run has one. */
export class Enrolment {
  readonly #registration: FixtureRegistration | undefined;
  readonly #invitations: object[];
  readonly #secrets: Secrets;
  #actor: Promise<string> | undefined;
  #session: Promise<OwnSession> | undefined;
  #sessions = 0;

  constructor(
    registration: FixtureRegistration | undefined,
    secrets: Secrets,
    readonly isReadOnly: boolean,
  ) {
    this.#registration = registration;
    this.#invitations = [...(registration?.invitations ?? [])];
    this.#secrets = secrets;
  }

  /** The `auth_payload` of a new session of an own actor (R27). */
  get credentials(): object {
    return this.#given().authPayload ?? {};
  }

  /**
   * The `auth_payload` of a registration, with the next invitation. That stays unused unless `takeInvitation` is
   * called.
   */
  payload(): object {
    const { invitations } = this.#given();
    const [invitation] = this.#invitations;
    if (invitations !== undefined && invitation === undefined) {
      throw new Skip('the fixture gives no further invitation');
    }
    return { ...this.credentials, ...invitation };
  }

  /** Counts the invitation of the last `payload` as used up. */
  takeInvitation(): void {
    this.#invitations.shift();
  }

  /** Registers an actor, and skips invitations that an earlier run has used up. Returns the Federation ID. */
  async register({ send }: { send: Send }, name = newName()): Promise<string> {
    for (;;) {
      const auth_payload = this.payload();
      this.takeInvitation();
      const answer = await send('createIdentity', { json: { actor_name: name, auth_payload } });
      const { fid, error } = answer.json as { fid?: string; error?: unknown };
      if (error === 'P2CORE_REGISTRATION_CLOSED' && this.#invitations.length > 0) continue;
      expectStatus(answer, 201);
      return fid ?? '';
    }
  }

  /** The actor that cases share, registered when the first case asks. */
  actor(context: { send: Send }): Promise<string> {
    this.#actor ??= this.register(context);
    this.#actor.catch(() => {
      this.#actor = undefined;
    });
    return this.#actor;
  }

  /** A session of that actor, which no case ends, begun when the first case asks. */
  session(context: { send: Send }): Promise<OwnSession> {
    this.#session ??= this.newSession(context);
    this.#session.catch(() => {
      this.#session = undefined;
    });
    return this.#session;
  }

  /**
   * Between two cases replaces the shared actor by a new one, where it has many sessions and another can be registered.
   */
  betweenCases(): void {
    const isLast = this.#registration?.invitations !== undefined && this.#invitations.length === 0;
    if (this.#sessions < sessionsOfOneActor || isLast) return;
    this.#actor = undefined;
    this.#session = undefined;
    this.#sessions = 0;
  }

  /** Begins a session of an own actor, with a new key. */
  async newSession(
    context: { send: Send },
    { fid, id = newSessionId() }: { fid?: string; id?: string } = {},
  ): Promise<OwnSession> {
    const owner = fid ?? (await this.actor(context));
    this.#sessions += 1;
    const keyPair = newKeyPair();
    const answer = await context.send('trustSession', {
      json: {
        actor_name: owner.split('@')[0],
        csr: makeCsr({ fid: owner, sessionId: id }, keyPair),
        auth_payload: this.credentials,
      },
    });
    expectStatus(answer, 201);
    const { id_cert: idCert, token } = answer.json as { id_cert: string; token: string };
    this.keepSecret(token);
    return { fid: owner, id, token, idCert, keyPair };
  }

  /** Keeps a token out of the reports. */
  keepSecret(token: string): void {
    addSecret(this.#secrets, token);
  }

  #given(): FixtureRegistration {
    if (this.isReadOnly) throw new Skip('--read-only: it registers an actor');
    if (this.#registration === undefined) throw new Skip('the fixture gives no registration');
    return this.#registration;
  }
}

/** A new local part. */
export function newName(): string {
  return `conformance-${randomBytes(6).toString('hex')}`;
}

/** A new session ID of 32 characters, which every server accepts (R11). */
export function newSessionId(): string {
  return randomBytes(16).toString('hex');
}
