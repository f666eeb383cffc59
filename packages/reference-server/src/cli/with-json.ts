import type { Command } from 'commander';

/** Gives a command the option `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON object', false);
}
