import type { Command } from 'commander';
import { OperatorError } from '../../operator/errors.js';
import { onDatabase } from '../on-database.js';
import { table } from '../table.js';
import { withJson } from '../with-json.js';

/** Adds the commands `key …`. */
export function addKeyCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const key = program.command('key').description("the server's identity key");
  withJson(key.command('rotate'))
    .description('make a new key pair and certificate; every session is told')
    .action(({ json }) =>
      onDatabase(env, json, async (server, print) => {
        const { certificate, serialNumber } = await server.identities.rotate();
        print({ serial_number: serialNumber, certificate }, certificate.trim());
      }),
    );

  withJson(key.command('repair'))
    .description('replace a key that begins in the future, made while the clock was ahead')
    .action(({ json }) =>
      onDatabase(env, json, async (server, print) => {
        const repaired = await server.identities.repair();
        if (repaired === undefined) {
          throw new OperatorError('the current key is valid already: there is nothing to repair');
        }
        const { identity, ended } = repaired;
        const sessions = ended.map(({ fid, sessionId }) => ({ fid, session_id: sessionId }));
        print(
          {
            serial_number: identity.serialNumber,
            certificate: identity.certificate,
            ended_sessions: sessions,
          },
          [
            identity.certificate.trim(),
            `Sessions ended: ${sessions.length}`,
            ...(sessions.length > 0 ? [table(sessions)] : []),
          ].join('\n'),
        );
      }),
    );
}
