import { schemas } from '@p2core/types';
import { faultsOf, schemaValidators } from '@p2core/types/validators';
import type { ReferenceServer } from '../reference-server.js';
import { readActor } from './actors.js';
import { OperatorError } from './errors.js';

const { op: opcode } = schemas.GatewayEvent.properties;

/** Appends an event of polyproto-core's namespace to a session's queue (R15, R16). */
export async function addEvent(
  server: ReferenceServer,
  actor: string,
  { sessionId, op, data }: { sessionId: string; op: string; data: unknown },
): Promise<{ fid: string; session_id: string; n: string; op: string; s: string }> {
  const { fid } = readActor(server, actor);
  if (!new RegExp(opcode.pattern).test(op) || op.length > opcode.maxLength) {
    throw new OperatorError(`the opcode must be a decimal number, not "${op}"`);
  }
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw new OperatorError('the data of an event must be a JSON object');
  }
  const event = { n: 'core', op, d: data as Record<string, unknown> };
  const [fault] = faultsOf(schemaValidators.GatewayEvent, { ...event, s: '1' }).filter(({ path }) =>
    path.startsWith('/d'),
  );
  if (fault) {
    throw new OperatorError(
      `the data of event ${op} breaks the contract: ${fault.path.slice(2)} ${fault.message}`.replace(
        / +/g,
        ' ',
      ),
    );
  }
  const s = await server.store.events.append(fid, sessionId, event);
  return { fid, session_id: sessionId, n: event.n, op, s: String(s) };
}
