import { type Fid, FidError, parseFid } from '@p2core/id-cert';
import { now } from '../clock.js';
import type { ReferenceServer } from '../reference-server.js';
import { OperatorError } from './errors.js';

/** Registers an actor on this server. */
export async function addActor(server: ReferenceServer, local: string): Promise<{ fid: string }> {
  const { fid, domain } = readActor(server, local);
  if (domain !== server.config.domain) {
    throw new OperatorError(`${fid} belongs to ${domain}; this server is ${server.config.domain}`);
  }
  if (!(await server.store.actors.add(fid, now()))) {
    throw new OperatorError(`${fid} is registered already`, 'P2CORE_FEDERATION_ID_TAKEN');
  }
  return { fid };
}

/** Reads an actor's name as an operator gives it: a local part, or a whole Federation ID. */
export function readActor({ config }: ReferenceServer, actor: string): Fid {
  try {
    return parseFid(actor.includes('@') ? actor : `${actor}@${config.domain}`);
  } catch (error) {
    if (error instanceof FidError) throw new OperatorError(error.message);
    throw error;
  }
}
