import type { Command } from 'commander';
import { toIso } from '../../clock/clock-error.js';
import { addInvitation, listInvitations, revokeInvitation } from '../../operator/invitations.js';
import { onDatabase } from '../on-database.js';
import { table } from '../table.js';
import { withJson } from '../with-json.js';

/** Adds the commands `invite …`. */
export function addInviteCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const invite = program.command('invite').description('invitations to register here');
  withJson(invite.command('add'))
    .description('make an invitation for one actor')
    .option('--days <n>', 'the number of days that it is valid', '7')
    .action(({ json, days }) =>
      onDatabase(env, json, async (server, print) => {
        const added = await addInvitation(server, days);
        print(
          added,
          [
            `Invitation  ${added.invite}  (shown this once)`,
            `Number      ${added.id}`,
            `Good until  ${toIso(added.expires_at)}`,
          ].join('\n'),
        );
      }),
    );
  withJson(invite.command('list'))
    .description('list the invitations, and who used them')
    .action(({ json }) =>
      onDatabase(env, json, async (server, print) => {
        const invitations = await listInvitations(server);
        print(invitations, table(invitations));
      }),
    );
  withJson(invite.command('revoke <number>'))
    .description('revoke an invitation that was not used')
    .action((number, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const revoked = await revokeInvitation(server, number);
        print(revoked, `Invitation ${revoked.id} is revoked.`);
      }),
    );
}
