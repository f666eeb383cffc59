import type { Command } from 'commander';
import { addActor, listActors, removeActor, setPassword } from '../../operator/actors.js';
import { onDatabase } from '../on-database.js';
import { readPassword } from '../read-password.js';
import { table } from '../table.js';
import { withJson } from '../with-json.js';

/** Adds the commands `actor …`. */
export function addActorCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const actor = program.command('actor').description('actors that are registered here');
  withJson(actor.command('add <local>'))
    .description('register an actor, by the local part of its Federation ID')
    .action((local, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const added = await addActor(server, local);
        print(added, `${added.fid} is registered.`);
      }),
    );
  withJson(actor.command('list'))
    .description('list all actors, removed ones too')
    .action(({ json }) =>
      onDatabase(env, json, async (server, print) => {
        const actors = await listActors(server);
        print(actors, table(actors));
      }),
    );
  withJson(actor.command('remove <local>'))
    .description('end its sessions; its name is never used again, its ID-Certs are kept')
    .action((local, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const removed = await removeActor(server, local);
        print(removed, `${removed.fid} is removed; sessions ended: ${removed.ended_sessions}.`);
      }),
    );
  withJson(actor.command('passwd <local>'))
    .description(
      'set its password, which is asked for, or read from standard input; with it the actor begins sessions itself',
    )
    .action((local, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const changed = await setPassword(server, local, await readPassword());
        print(changed, `The password of ${changed.fid} is set.`);
      }),
    );
}
