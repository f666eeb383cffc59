import { createIdCsr } from '@p2core/id-cert';
import type { Client } from '../client.js';
import { domainOf } from './complete-challenge.js';
import { accepted } from './errors.js';
import { clientAt, type FlowOptions, keep, latest, withToken } from './flow.js';
import { logIn } from './identify-at.js';
import { newKeys } from './keys.js';
import { checkOwnIdCert, findOwnIdCert } from './own-id-cert.js';
import type { Renewal, Session } from './session.js';
import { type ToldServer, tellForeignServers } from './tell-foreign-servers.js';

/** How to renew a session's key and ID-Cert. */
export interface RenewOptions extends FlowOptions {
  /** The new identity keys; by default an Ed25519 pair whose private key is not extractable. */
  readonly keys?: CryptoKeyPair | undefined;
  /** What solves the second factor, where the home server asks for one (R41). */
  readonly sensitiveSolution?: string | undefined;
}

/**
 * Gives a session a new key and ID-Cert, and tells the foreign servers where it has a token (R31). Keys and ID-CSR are kept
 * before they are sent: where the answer was lost, call it again, even after a restart, and the same ID-CSR is sent (R30).
 * The home server drops the session's KeyPackages: publish new ones.
 *
 * @returns the renewed session, and what each foreign server said
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
  const current = await begin(await latest(session, options), options);
  const { keys, csr } = current.renewal;
  const home = clientAt(current.home, options);
  const { idCert, token } = await rotate(current, csr, home, options);
  await checkOwnIdCert(idCert, current, keys.publicKey, home);
  const { [current.home]: _, ...abroad } = current.tokens;
  const renewed = await keep(
    current,
    {
      keys,
      idCert,
      tokens: withToken(current, current.home, token),
      untold: Object.keys(abroad),
      renewal: undefined,
    },
    options,
  );
  return tellForeignServers(renewed, options);
}

async function begin(
  session: Session,
  options: RenewOptions,
): Promise<Session & { renewal: Renewal }> {
  const keys = options.keys ?? (await newKeys());
  const renewal = session.renewal ?? { keys, csr: await createIdCsr({ ...session, keys }) };
  await keep(session, { renewal }, options);
  return { ...session, renewal };
}

/**
 * Sends the ID-CSR. Where the token is void, the former one of a renewal long ago, the home server's list tells how far
 * that came, and the key whose ID-Cert is listed logs in.
 */
async function rotate(
  session: Session & { renewal: Renewal },
  csr: string,
  home: Client,
  options: RenewOptions,
): Promise<{ idCert: string; token: string }> {
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
