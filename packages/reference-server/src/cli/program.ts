import { Argument, type Command } from 'commander';
import { runExport, runImport } from './backup.js';
import { addActorCommands } from './commands/actor.js';
import { addCertCommands } from './commands/cert.js';
import { addEventCommands } from './commands/event.js';
import { addInviteCommands } from './commands/invite.js';
import { addKeyCommands } from './commands/key.js';
import { addKeyPackageCommands } from './commands/key-package.js';
import { addSessionCommands } from './commands/session.js';
import { runConformanceFixture } from './conformance-fixture.js';
import { runDoctor } from './doctor.js';
import { createServeProgram } from './serve-program.js';
import { tellUsage } from './usage.js';
import { variables } from './variables.js';
import { withJson } from './with-json.js';

const widest = Math.max(...Object.keys(variables).map((name) => name.length));

const help = `
First steps:
  p2core-server serve              prints its URL, and at the first start the administrator's token
  p2core-server actor add alice    in a second terminal: alice@localhost is registered
  p2core-server session add alice  prints her access token, ID-Cert and private key
  p2core-server doctor             checks the server

Environment:
${Object.entries(variables)
  .map(([name, text]) => `  ${name.padEnd(widest)}  ${text}`)
  .join('\n')}

Every other command uses the database that "serve" has made, also while the server runs.`;

const shells = ['bash', 'zsh', 'fish', 'powershell'];

const completion = `
For the shell in which you type it:
  source <(p2core-server completion bash)
  source <(p2core-server completion zsh)
  p2core-server completion fish | source`;

/** The commands of `p2core-server`. */
export function createProgram(env: NodeJS.ProcessEnv): Command {
  const program = createCommands(env);
  program
    .command('completion')
    .description('print a script that completes these commands in a shell')
    .addArgument(new Argument('<shell>', 'which one').choices(shells))
    .addHelpText('after', completion)
    .action(async (shell) => {
      const { printScript } = await import('./completion.js');
      printScript(program, shell);
    });
  program.command('complete [words...]', { hidden: true }).action(async (words) => {
    const { complete } = await import('./completion.js');
    complete(createCommands(env), words);
  });
  tellUsage(program);
  return program;
}

/** The commands on actors and what they have, in the order of `--help`. */
const groups = [
  addActorCommands,
  addInviteCommands,
  addSessionCommands,
  addCertCommands,
  addKeyCommands,
  addKeyPackageCommands,
  addEventCommands,
];

function createCommands(env: NodeJS.ProcessEnv): Command {
  const program = createServeProgram(env).addHelpText('after', help);
  for (const addCommands of groups) addCommands(program, env);

  program
    .command('export <file>')
    .description(
      'write a backup of everything to a new file, or to standard output (-); the server may run meanwhile',
    )
    .action((file) => runExport(env, file));
  program
    .command('import <file>')
    .description(
      'read an export, a file or standard input (-), into the new database, SQLite or PostgreSQL, that P2CORE_DATABASE names',
    )
    .option(
      '--advance',
      "to restore a backup: end every session and the administrator's token, and rotate the key",
    )
    .action((file, options) => runImport(env, file, options));
  withJson(program.command('doctor'))
    .description(
      'check the database, the keys, the clock and the certificate; exit status 1 if a check fails',
    )
    .action(({ json }) => runDoctor(env, json));

  program
    .command('conformance-fixture')
    .description('make actors, sessions, KeyPackages and events for one run of p2core-conformance')
    .option('--url <url>', 'where the server runs (http://HOST:PORT)')
    .action((options) => runConformanceFixture(env, options));

  return program;
}
