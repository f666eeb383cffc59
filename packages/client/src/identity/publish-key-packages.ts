import { schemas } from '@p2core/types';
import { accepted } from './errors.js';
import { clientAt, type FlowOptions, latest, repeatIfLost } from './flow.js';
import type { Session } from './session.js';

/** Makes KeyPackages for a session. It must keep their private keys, which are needed to join a group. */
export type MakeKeyPackages = (
  identity: Pick<Session, 'idCert' | 'keys'>,
  count: number,
) => Promise<readonly string[]>;

/** What to publish. */
export interface PublishOptions extends FlowOptions {
  /** Makes the KeyPackages: `mlsKeyPackages` of `@p2core/client/mls`, or a function on your own MLS library. */
  readonly make: MakeKeyPackages;
  /** How many to add to the stock. */
  readonly count: number;
  /** Whether the last resort is replaced too; by default it is. */
  readonly lastResort?: boolean | undefined;
}

/**
 * Makes KeyPackages and uploads them to the home server. Call it after `enrol`, after `renew`, and at the event
 * LowKeyPackages. After a lost answer it sends the same ones again.
 *
 * @throws {RefusedError} where the home server refuses
 * @throws {UnexpectedAnswerError} where it cannot be asked
 * @example
 * await publishKeyPackages(session, { store, make: mlsKeyPackages({ keep }), count: 50 });
 */
export async function publishKeyPackages(session: Session, options: PublishOptions): Promise<void> {
  const { make, count, lastResort = true } = options;
  const current = await latest(session, options);
  const client = clientAt(current.home, options, current);
  const made = await make(current, lastResort ? count + 1 : count);
  const ordinary = made.slice(0, count);
  const most = schemas.NewKeyPackages.maxItems;
  for (let start = 0; start < ordinary.length; start += most) {
    const body = ordinary.slice(start, start + most);
    await repeatIfLost(async (afterLoss) => {
      const answer = await client.addKeyPackages({ body });
      if (!afterLoss || answer.error !== 'P2CORE_KEY_PACKAGE_KNOWN') {
        accepted('addKeyPackages', answer);
      }
    });
  }
  const [last] = made.slice(count);
  if (last === undefined) return;
  const answer = await client.replaceLastResortKeyPackage({ body: last });
  accepted('replaceLastResortKeyPackage', answer);
}
