import type { Command } from 'commander';
import { addKeyPackages } from '../../operator/key-packages.js';
import { onDatabase } from '../on-database.js';
import { withJson } from '../with-json.js';

/** Adds the commands `keypackage …`. */
export function addKeyPackageCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const keyPackage = program.command('keypackage').description("sessions' MLS KeyPackages");
  withJson(keyPackage.command('add <local> <base64...>'))
    .description("add KeyPackages to a session's stock")
    .requiredOption('--session <id>', 'the session, as "session list" shows it')
    .option(
      '--last-resort',
      'set the last resort, which is given out as often as needed when no other is left',
    )
    .action((local, keyPackages, { json, session: sessionId, lastResort = false }) =>
      onDatabase(env, json, async (server, print) => {
        const added = await addKeyPackages(server, local, { sessionId, lastResort, keyPackages });
        print(added, `${added.added} KeyPackages added to ${added.session_id} of ${added.fid}.`);
      }),
    );
}
