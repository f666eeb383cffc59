import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { kindNames } from '../chaos/read-chaos.js';
import { toIso } from '../clock/clock-error.js';
import { addActor, listActors, removeActor, setPassword } from '../operator/actors.js';
import { addEvent } from '../operator/add-event.js';
import { OperatorError } from '../operator/errors.js';
import { addInvitation, listInvitations, revokeInvitation } from '../operator/invitations.js';
import { addKeyPackages } from '../operator/key-packages.js';
import { listIdCerts, listSessions, revokeIdCert, revokeSession } from '../operator/revocation.js';
import type { AddedSession } from '../operator/sessions.js';
import { packageFolder } from '../package-folder.js';
import { runExport, runImport } from './backup.js';
import { onDatabase, type Print } from './on-database.js';
import { unknownVariables, variableOf, variables } from './variables.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as {
  version: string;
};

const widest = Math.max(...Object.keys(variables).map((name) => name.length));

const help = `
First steps:
  p2core-server serve              says where it runs, and once the administrator's token
  p2core-server actor add alice    in a second terminal: alice@localhost is registered
  p2core-server session add alice  prints her access token, ID-Cert and private key
  p2core-server doctor             says whether all is well

Environment:
${Object.entries(variables)
  .map(([name, text]) => `  ${name.padEnd(widest)}  ${text}`)
  .join('\n')}

Every other command works on the database that "serve" has made, also while it runs.`;

const misbehaviour = `
To test a client:
  p2core-server serve --chaos delay,rate-limited --seed 7
answers half of the requests late or with 429. Each such answer names kind, seed and number in P2Core-Chaos.`;

const timeColumn = /_at$|_expires$|^not_/;

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
    .description('print what makes a shell complete these commands')
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

function createCommands(env: NodeJS.ProcessEnv): Command {
  const program = new Command('p2core-server')
    .description("Reference server of polyproto-core's HTTP API")
    .version(version)
    .addHelpText('after', help)
    .hook('preAction', () => {
      for (const line of unknownVariables(env)) console.error(`p2core-server: ${line}`);
    });

  program
    .command('serve')
    .description('start the server')
    .option('--json', 'print one JSON object when ready', false)
    .option('--chaos <kinds>', `misbehave on purpose, for tests of clients: ${kindNames.join(',')}`)
    .option('--seed <n>', 'with --chaos: the same seed misbehaves in the same way', '0')
    .addHelpText('after', misbehaviour)
    .action(async (options) => {
      const { runServe } = await import('./serve.js');
      await runServe(env, options);
    });

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
    .description('list all actors, also those that were removed')
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
        const { readPassword } = await import('./read-password.js');
        const changed = await setPassword(server, local, await readPassword());
        print(changed, `The password of ${changed.fid} is set.`);
      }),
    );

  const invite = program
    .command('invite')
    .description('invitations, where who registers needs one');
  withJson(invite.command('add'))
    .description('make an invitation for one actor')
    .option('--days <n>', 'how many days it is good', '7')
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

  const session = program.command('session').description("actors' sessions");
  withJson(session.command('add <local>'))
    .description('add a session: an ID-Cert and an access token')
    .option('--id <session id>', 'the session ID (a random one; the one that the ID-CSR names)')
    .option('--csr <file>', 'an ID-CSR, PEM or DER (a key pair is made here without it)')
    .action((local, { json, id, csr }) =>
      onDatabase(env, json, async (server, print) => {
        const { addSession } = await import('../operator/sessions.js');
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

  const cert = program.command('cert').description("actors' ID-Certs");
  withJson(cert.command('list <local>'))
    .description('list every ID-Cert that an actor has had')
    .action((local, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const idCerts = await listIdCerts(server, local);
        print(idCerts, table(idCerts));
      }),
    );
  withJson(cert.command('revoke <local>'))
    .description('invalidate an ID-Cert; its session ends with it')
    .requiredOption('--serial <hex>', 'its serial number, as "cert list" shows it')
    .action((local, { json, serial }) =>
      onDatabase(env, json, async (server, print) => {
        const revoked = await revokeIdCert(server, local, serial);
        print(revoked, `${revoked.serial_number} of ${revoked.fid} is invalidated.`);
      }),
    );

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
          throw new OperatorError('the key in use began before now: there is nothing to repair');
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

  const keyPackage = program.command('keypackage').description("sessions' MLS KeyPackages");
  withJson(keyPackage.command('add <local> <base64...>'))
    .description("add KeyPackages to a session's stock")
    .requiredOption('--session <id>', 'the session, as "session list" shows it')
    .option('--last-resort', 'it is given out when no other is left, as often as needed')
    .action((local, keyPackages, { json, session: sessionId, lastResort = false }) =>
      onDatabase(env, json, async (server, print) => {
        const added = await addKeyPackages(server, local, { sessionId, lastResort, keyPackages });
        print(added, `${added.added} KeyPackages added to ${added.session_id} of ${added.fid}.`);
      }),
    );

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

  program
    .command('export <file>')
    .description('write a backup of everything to a new file; the server may run meanwhile')
    .action((file) => runExport(env, file));
  program
    .command('import <file>')
    .description(
      'read an export into the new database, SQLite or PostgreSQL, that P2CORE_DATABASE names',
    )
    .option(
      '--advance',
      "to restore a backup: end every session and the administrator's token, and rotate the key",
    )
    .action((file, options) => runImport(env, file, options));
  withJson(program.command('doctor'))
    .description(
      'check the database, the keys, the clock and the certificate; exit status 1 where a check fails',
    )
    .action(async ({ json }) => {
      const { runDoctor } = await import('./doctor.js');
      await runDoctor(env, json);
    });

  program
    .command('conformance-fixture')
    .description('make actors, sessions, KeyPackages and events for one run of p2core-conformance')
    .option('--url <url>', 'where the server runs (http://HOST:PORT)')
    .action(async (options) => {
      const { runConformanceFixture } = await import('./conformance-fixture.js');
      await runConformanceFixture(env, options);
    });

  return program;
}

/** Lets a command and those below it say of a wrong usage, in one line, what is right. */
function tellUsage(command: Command, above = ''): void {
  const path = `${above}${command.name()}`;
  const usage = `${path} ${command.usage()}`;
  command.configureOutput({
    outputError: (text, write) => write(`${withRemedy(text, path, usage)}\n`),
  });
  for (const below of command.commands) tellUsage(below, `${path} `);
}

/** An error in one line. For an unknown option it names the variable to set, if there is one. */
function withRemedy(text: string, path: string, usage: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  const [, option] = /unknown option '(--[^'=]+)/.exec(line) ?? [];
  const variable = option && variableOf(option);
  if (variable) return `error: there is no option ${option}: set the variable ${variable}`;
  if (line.includes('Did you mean')) return line;
  return /argument '|too many arguments/.test(line)
    ? `${line} Usage: ${usage}`
    : `${line}${line.endsWith('.') ? '' : ';'} see ${path} --help`;
}

/** Rows for people to read: times as ISO 8601, and a dash for what there is not. */
function table(rows: object[]): string {
  if (rows.length === 0) return 'none';
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => Object.entries(row).map(cellOf))];
  const widths = names.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellOf([name, value]: [name: string, value: unknown]): string {
  if (value === null) return '–';
  return typeof value === 'number' && timeColumn.test(name) ? toIso(value) : String(value);
}

async function readCsr(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: Error) => {
    throw new OperatorError(`the ID-CSR in ${file} cannot be read: ${cause.message}`);
  });
}

function parseData(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new OperatorError(`--data must be JSON, not ${json}`);
  }
}

function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON object', false);
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
