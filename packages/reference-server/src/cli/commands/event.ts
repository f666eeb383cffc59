import type { Command } from 'commander';
import { addEvent } from '../../operator/add-event.js';
import { OperatorError } from '../../operator/errors.js';
import { onDatabase } from '../on-database.js';
import { withJson } from '../with-json.js';

/** Adds the commands `event …`. */
export function addEventCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const event = program.command('event').description('events that sessions have missed');
  withJson(event.command('add <local>'))
    .description("append an event to a session's queue")
    .requiredOption('--session <id>', 'the session, as "session list" shows it')
    .requiredOption('--op <n>', 'the opcode in the namespace "core"')
    .option('--data <json>', 'its data, a JSON object such as {"n": 1}', '{}')
    .action((local, { json, session: sessionId, op, data }) =>
      onDatabase(env, json, async (server, print) => {
        const added = await addEvent(server, local, { sessionId, op, data: parseData(data) });
        print(added, `Event ${added.s} added to ${added.session_id} of ${added.fid}.`);
      }),
    );
}

function parseData(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new OperatorError(`--data must be JSON, not ${json}`);
  }
}
