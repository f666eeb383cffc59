import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { OperatorError } from '../../operator/errors.js';
import { listSessions, revokeSession } from '../../operator/revocation.js';
import { type AddedSession, addSession } from '../../operator/sessions.js';
import { onDatabase, type Print } from '../on-database.js';
import { table } from '../table.js';
import { withJson } from '../with-json.js';

/** Adds the commands `session …`. */
export function addSessionCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const session = program.command('session').description("actors' sessions");
  withJson(session.command('add <local>'))
    .description('add a session: an ID-Cert and an access token')
    .option('--id <session id>', 'the session ID (a random one; the one that the ID-CSR names)')
    .option('--csr <file>', 'an ID-CSR, PEM or DER (without it, the command makes a key pair)')
    .action((local, { json, id, csr }) =>
      onDatabase(env, json, async (server, print) => {
        const request = csr === undefined ? undefined : await readCsr(csr);
        const added = await addSession(server, local, { sessionId: id, csr: request });
        printSession(print, added);
      }),
    );

  withJson(session.command('list <local>'))
    .description('list the live sessions of an actor')
    .action((local, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const sessions = await listSessions(server, local);
        print(sessions, table(sessions));
      }),
    );
  withJson(session.command('revoke <local>'))
    .description('end a session: its token is void, its ID-Cert is invalidated')
    .requiredOption('--session <id>', 'the session, as "session list" shows it')
    .action((local, { json, session: sessionId }) =>
      onDatabase(env, json, async (server, print) => {
        const revoked = await revokeSession(server, local, sessionId);
        print(revoked, `${revoked.session_id} of ${revoked.fid} has ended.`);
      }),
    );
}

async function readCsr(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: Error) => {
    throw new OperatorError(`the ID-CSR in ${file} cannot be read: ${cause.message}`);
  });
}

function printSession(print: Print, added: AddedSession): void {
  const { id_cert: idCert, private_key: privateKey } = added;
  print(
    added,
    [
      `Federation ID  ${added.fid}`,
      `Session ID     ${added.session_id}`,
      `Access token   ${added.token}  (shown this once)`,
      ...(idCert === null ? [] : ['', idCert.trim()]),
      ...(privateKey === undefined ? [] : ['', privateKey.trim()]),
    ].join('\n'),
  );
}
