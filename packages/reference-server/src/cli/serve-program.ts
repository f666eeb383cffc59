import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { kindNames } from '../chaos/read-chaos.js';
import { packageFolder } from '../package-folder.js';
import { tellUsage } from './usage.js';
import { unknownVariables } from './variables.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as {
  version: string;
};

const misbehaviour = `
To test a client:
  p2core-server serve --chaos delay,rate-limited --seed 7
answers half of the requests late or with 429. Each such answer names kind, seed and number in P2Core-Chaos.`;

/** `p2core-server` with the command `serve` alone, so that a server's process loads no code of the others. */
export function createServeProgram(env: NodeJS.ProcessEnv): Command {
  const program = new Command('p2core-server')
    .description("Reference server of polyproto-core's HTTP API")
    .version(version)
    .hook('preAction', () => {
      for (const line of unknownVariables(env)) console.error(`p2core-server: ${line}`);
    });

  program
    .command('serve')
    .description('start the server')
    .option('--json', 'print one JSON object when ready', false)
    .option('--chaos <kinds>', `misbehave on purpose, for tests of clients: ${kindNames.join(',')}`)
    .option('--seed <n>', 'with --chaos: the same seed misbehaves in the same way (0)')
    .addHelpText('after', misbehaviour)
    .action(async (options) => {
      const { runServe } = await import('./serve.js');
      await runServe(env, options);
    });

  tellUsage(program);
  return program;
}
