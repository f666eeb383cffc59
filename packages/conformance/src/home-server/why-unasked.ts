import { isOffered } from '../fixture/offered.js';
import { createContext, type RunState } from '../run/create-context.js';
import { Failure, Skip } from '../run/failure.js';
import { identify, newForeigner } from '../steps/identify.js';
import type { Unasked } from './unasked.js';

const unreachable = 'P2CORE_HOME_SERVER_UNREACHABLE';

/**
 * Logs somebody of the kit's home server in. Says why cases cannot use that home server: the server under test calls it
 * unreachable, and has sent it nothing. `undefined` after any other answer, which the cases judge.
 */
export async function whyUnasked(state: RunState): Promise<Unasked | undefined> {
  const { fixture, homeServer } = state;
  if (homeServer === undefined || !isOffered('identify', fixture)) return undefined;
  const context = createContext(state, { id: 'any/home-server', operation: 'any' }, []);
  try {
    const answer = await identify(context, newForeigner(context));
    const { error } = (answer.json ?? {}) as { error?: unknown };
    if (error !== unreachable || homeServer.asked.length > 0) return undefined;
    const { domain, host, port } = fixture.homeServer ?? {};
    const reason = `the server does not find the kit's home server: it answers ${answer.status} ${unreachable}, and asks nothing at ${host}:${port} for ${domain}`;
    return { reason, answer };
  } catch (error) {
    if (error instanceof Failure || error instanceof Skip) return undefined;
    throw error;
  }
}
