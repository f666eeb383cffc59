import { createIdCsr } from '@p2core/id-cert';
import type { Client } from '../client.js';
import { domainOf } from './complete-challenge.js';
import { accepted } from './errors.js';
import { clientAt, type FlowOptions, keep, latest, withToken } from './flow.js';
import { logIn } from './identify-at.js';
import { newKeys } from './keys.js';
import { oneAtATime } from './one-at-a-time.js';
import { checkOwnIdCert, findOwnIdCert } from './own-id-cert.js';
import type { Renewal, Session } from './session.js';
import { type ToldServer, tellForeignServers } from './tell-foreign-servers.js';

/** How to renew a session's key and ID-Cert. */
export interface RenewOptions extends FlowOptions {
  /** The new identity keys; by default an Ed25519 pair whose private key is not extractable. */
  readonly keys?: CryptoKeyPair | undefined;
  /** The solution of the second factor, where the home server asks for one (R41). */
  readonly sensitiveSolution?: string | undefined;
}

/**
 * Gives a session a new key and ID-Cert, and tells the foreign servers where it has a token (R31). It keeps keys and
 * ID-CSR before it sends the ID-CSR. If the answer is lost, call it again, even after a restart: it sends the same
 * ID-CSR (R30). The home server deletes the session's KeyPackages: publish new ones.
 *
 * @returns the renewed session, and the outcome at each foreign server
 * @throws {RefusedError} where the home server refuses
 * @throws {IdCertError} where the ID-Cert is not what was asked for
 * @throws {UnexpectedAnswerError} where the home server cannot be asked
 * @example
 * const { session: renewed, told } = await renew(session, { store });
 * for (const { at, error } of told) if (error) console.error(at, error.message);
 */
export async function renew(
  session: Session,
  options: RenewOptions,
): Promise<{ session: Session; told: ToldServer[] }> {
  const before = await latest(session, options);
  return oneAtATime(`renew ${session.fid} ${session.sessionId}`, async () => {
    const { renewal, ...current } = await begin(before, options);
    if (renewal !== undefined) await finish({ ...current, renewal }, options);
    return tellForeignServers(current, options);
  });
}

/** The session with a begun renewal; without one where another call has renewed it meanwhile. */
async function begin(before: Session, options: RenewOptions): Promise<Session> {
  const keys = options.keys ?? (await newKeys());
  const renewal = { keys, csr: await createIdCsr({ ...before, keys }) };
  return keep(
    before,
    (kept) => (kept.idCert === before.idCert ? { renewal: kept.renewal ?? renewal } : {}),
    options,
  );
}

async function finish(
  current: Session & { renewal: Renewal },
  options: RenewOptions,
): Promise<void> {
  const { keys, csr } = current.renewal;
  const home = clientAt(current.home, options);
  const rotated = await rotate(current, csr, home, options);
  if (rotated === undefined) return;
  const { idCert, token } = rotated;
  await checkOwnIdCert(idCert, current, keys.publicKey, home);
  await keep(
    current,
    (kept) => {
      if (kept.renewal?.csr !== csr) return {};
      const { [current.home]: _, ...abroad } = kept.tokens;
      const tokens = withToken(kept, current.home, token);
      return { keys, idCert, tokens, untold: Object.keys(abroad), renewal: undefined };
    },
    options,
  );
}

/**
 * Sends the ID-CSR. If the token is refused, because an earlier renewal has ended it, the home server's list shows
 * which key has the valid ID-Cert, and that key logs in.
 *
 * @returns `undefined` where another call has finished the renewal meanwhile
 */
async function rotate(
  session: Session & { renewal: Renewal },
  csr: string,
  home: Client,
  options: RenewOptions,
): Promise<{ idCert: string; token: string } | undefined> {
  const send = async (tokens: Session['tokens']) => {
    const { sensitiveSolution } = options;
    const answer = await clientAt(session.home, options, { tokens }).rotateSessionIdCert(
      { csr },
      { sensitiveSolution },
    );
    return answer;
  };
  const answer = await send(session.tokens);
  if (answer.error === 'P2CORE_UNAUTHORIZED') {
    if ((await latest(session, options)).renewal?.csr !== csr) return undefined;
    const { keys } = session.renewal;
    const target = { baseUrl: session.home, domain: domainOfFid(session.fid) };
    const idCert = await findOwnIdCert(session, keys.publicKey, home);
    if (idCert !== undefined) {
      const { token } = await logIn(home, { keys, idCert }, target);
      return { idCert, token };
    }
    const { token } = await logIn(home, session, target);
    return read(await send({ [session.home]: token }));
  }
  return read(answer);
}

function read(answer: Awaited<ReturnType<Client['rotateSessionIdCert']>>) {
  const { body } = accepted('rotateSessionIdCert', answer);
  return { idCert: body.id_cert, token: body.token };
}

function domainOfFid(fid: string): string {
  return domainOf({ baseUrl: '', domain: fid.slice(fid.indexOf('@') + 1) });
}
