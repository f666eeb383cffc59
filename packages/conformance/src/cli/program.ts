import { randomBytes } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Case } from '../catalogue/case.js';
import { loadCases } from '../catalogue/load-cases.js';
import { whereToLook } from '../catalogue/near-id.js';
import { selectCases } from '../catalogue/select-cases.js';
import { readRulings } from '../contract/rulings.js';
import type { FixtureRegistration } from '../fixture/fixture.js';
import { readFixture } from '../fixture/read-fixture.js';
import { shortagesOf } from '../fixture/shortages.js';
import type { HomeServerAddress } from '../home-server/home-server.js';
import { readKnownFailures } from '../known-failures/read-known-failures.js';
import { writeKnownFailures } from '../known-failures/write-known-failures.js';
import { consoleReport, paintWith } from '../report/console.js';
import { formats } from '../report/formats.js';
import { showProgress } from '../report/progress.js';
import { expectWritable, type ReportFile, writeReports } from '../report/report-files.js';
import type { CaseResult } from '../report/result.js';
import { kit } from '../run/kit.js';
import { run } from '../run/run.js';
import { UsageError } from '../run/usage-error.js';
import { explain } from './explain.js';
import { list } from './list.js';
import { watch } from './watch.js';

const help = `
The fixture is a JSON file that says what the server offers to the kit: its URL, tokens, actors with
sessions. Without one, the kit tests only what needs no token, and skips the rest with the reason. For the
reference server, this makes one and uses it:

  p2core-server conformance-fixture | p2core-conformance --fixture -

Examples:

  p2core-conformance https://home.example.com            only what needs no token
  p2core-conformance --fixture fixture.json              everything that the fixture allows
  p2core-conformance --fixture fixture.json --read-only  only cases that change nothing on the server
  p2core-conformance --register http://localhost:3000    with actors that the kit registers itself
  p2core-conformance --only 'getServerIdCert/*,any/*' https://home.example.com
  p2core-conformance --explain getChallenge/happy        what a case demands, and why

Known failures are a JSON file, { "<case ID>": "<reason>" }. They are shown and do not count; one that passes
again is reported.

Exit status: 0 no MUST failed, 1 a MUST failed, or with --strict a SHOULD, 2 the kit could not run, or could
try no case.`;

interface Options {
  fixture?: string;
  administratorToken?: string;
  register: boolean;
  invitation: string[];
  homeServer?: HomeServerAddress;
  only: string[];
  readOnly: boolean;
  strict: boolean;
  knownFailures?: string;
  writeKnownFailures?: string;
  report: ReportFile[];
  seed: number;
  timeout: number;
  concurrency: number;
  watch: boolean;
  list: boolean;
  json: boolean;
  explain?: string;
}

/** The command `p2core-conformance`. It sets the exit status; it throws a `UsageError` where it cannot run. */
export function createProgram(): Command {
  const name = kit.name.replace('@', '').replace('/', '-');
  return new Command(name)
    .description("Tests a server against the contract of polyproto-core's HTTP API")
    .version(kit.version)
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error:/, `${name}:`)
            .replace(/\s*\n\s*/g, ' ')}\n`,
        ),
    })
    .argument('[url]', "the server's URL, without the contract's path; overrides the fixture's")
    .option('--fixture <file>', 'what the server offers, JSON; "-" for standard input', readFile)
    .addOption(
      new Option('--administrator-token <token>', "overrides the fixture's").env(
        'P2CORE_ADMIN_TOKEN',
      ),
    )
    .option('--register', 'let the kit register its own actors, where registration is open', false)
    .option(
      '--invitation <code>',
      'the same with an invitation, one for each actor; may be repeated',
      readInvitation,
      [],
    )
    .option('--home-server <domain=host:port>', "where the kit's own home server listens", readHome)
    .option(
      '--only <ids>',
      'run only these cases: IDs, separated by commas; "*" is any text',
      readIds,
      [],
    )
    .option('--read-only', 'leave out cases that change anything on the server', false)
    .option('--strict', 'exit with status 1 for a failed SHOULD too', false)
    .option('--known-failures <file>', 'failures that do not count, with reasons, JSON', readFile)
    .option('--write-known-failures <file>', 'write the failures as such a file', readFile)
    .option(
      '--report <format>=<file>',
      `also write a report, of ${Object.keys(formats).join(', ')}; may be repeated`,
      readReport,
      [],
    )
    .option('--seed <n>', 'the same seed varies requests in the same way', readNumber(0), 1)
    .option('--timeout <ms>', 'how long an answer may take', readNumber(1), 5000)
    .option('--concurrency <n>', 'how many cases run at once', readNumber(1), 8)
    .option('--watch', 'run the failed cases again at each Enter, until the input ends', false)
    .option('--list', 'show the cases, and run none', false)
    .option('--json', 'with --list: as JSON', false)
    .option('--explain <id>', 'show what a case demands, and run none')
    .addHelpText('after', help)
    .action(async (url: string | undefined, given: Options, command: Command) => {
      const options = withoutEmptyVariable(given, command);
      if (options.json && !options.list) {
        throw new UsageError('--json needs --list; for a run, use --report json=<file>');
      }
      const cases = await loadCases();
      const selected = options.only.length > 0 ? selectCases(cases, options.only) : cases;
      if (options.explain !== undefined) console.log(explain(find(cases, options.explain)));
      else if (options.list) console.log(list(selected, options.json));
      else await runAndReport(url, options, cases, selected);
    });
}

/** CI may set a variable to an empty text, which counts as unset. */
function withoutEmptyVariable(options: Options, command: Command): Options {
  const { administratorToken, ...rest } = options;
  const isUnset = command.getOptionValueSource('administratorToken') === 'env';
  return administratorToken === '' && isUnset ? rest : options;
}

async function runAndReport(
  url: string | undefined,
  options: Options,
  cases: readonly Case[],
  selected: readonly Case[],
): Promise<void> {
  if (url === undefined && options.fixture === undefined) {
    throw new UsageError('give the URL of the server, or --fixture; see --help');
  }
  if (options.watch && (options.fixture === '-' || options.knownFailures === '-')) {
    throw new UsageError('--watch reads standard input by itself: give the fixture as a file');
  }
  const { fixture: file, administratorToken, readOnly, seed, timeout, concurrency } = options;
  const fixture = await readFixture({
    ...{ file, url, administratorToken },
    ...{ registration: registrationOf(options), homeServer: options.homeServer },
  });
  await expectWritable(filesOf(options));
  const ids = new Set(cases.map(({ id }) => id));
  const knownFailures =
    options.knownFailures === undefined
      ? undefined
      : await readKnownFailures(options.knownFailures, ids);
  for (const shortage of shortagesOf(fixture, selected)) console.error(`Note: ${shortage}.`);
  const runCases = async (some: readonly Case[]) => {
    const progress = process.stderr.isTTY ? showProgress(process.stderr, some.length) : undefined;
    const report = await run({
      ...{ fixture, readOnly, seed, timeout, concurrency },
      cases: some,
      selection: some.length < cases.length,
      ...(knownFailures && { knownFailures }),
      ...(progress && { onStart: progress.onStart, onResult: progress.onResult }),
    }).finally(() => progress?.end());
    console.log(consoleReport(report, readRulings(), paintWith(hasColours())));
    return report;
  };
  const first = await runCases(selected);
  await writeReports(first, options.report);
  if (options.writeKnownFailures !== undefined) {
    await writeKnownFailures(options.writeKnownFailures, first, knownFailures);
  }
  const last = options.watch
    ? await watch(
        process.stdin,
        first,
        (ids) => runCases(ids === undefined ? selected : selected.filter(({ id }) => ids.has(id))),
        (text) => console.error(text),
      )
    : first;
  const counts = ({ level }: CaseResult) => level === 'MUST' || options.strict;
  if (last.results.some((one) => one.outcome === 'failed' && counts(one))) process.exitCode = 1;
  if (last.results.every(({ outcome }) => outcome === 'skipped')) {
    throw new UsageError('none of these cases could be tried; the report says why');
  }
}

/** The reference server's form of `auth_payload` (R27): a password, and an invitation where there are any. */
function registrationOf({ register, invitation }: Options): FixtureRegistration | undefined {
  if (!register && invitation.length === 0) return undefined;
  return {
    authPayload: { password: randomBytes(16).toString('hex') },
    ...(invitation.length > 0 && { invitations: invitation.map((invite) => ({ invite })) }),
  };
}

/** Every file that the run will write. */
function filesOf({ report, writeKnownFailures }: Options): ReportFile[] {
  return [
    ...report,
    ...(writeKnownFailures === undefined
      ? []
      : [{ format: 'known failures', file: writeKnownFailures }]),
  ];
}

function hasColours(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}

function find(cases: readonly Case[], id: string): Case {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) {
    const ids = cases.map((one) => one.id);
    throw new UsageError(`there is no case ${id}${whereToLook(id, ids)}`);
  }
  return found;
}

function readIds(value: string, previous: string[]): string[] {
  const ids = value.split(',').map((id) => id.trim());
  const given = ids.filter((id) => id !== '');
  if (given.length === 0) throw new InvalidArgumentError('It names no case; --list shows them.');
  return [...previous, ...given];
}

function readFile(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must be a file.');
  return value;
}

function readInvitation(value: string, before: string[]): string[] {
  if (value.trim() === '') throw new InvalidArgumentError('It must be an invitation.');
  return [...before, value];
}

function readReport(value: string, previous: ReportFile[]): ReportFile[] {
  const [format = '', file = ''] = value.split(/=(.*)/s);
  const names = Object.keys(formats);
  if (!names.includes(format) || file === '' || file === '-') {
    throw new InvalidArgumentError(
      `It must be <format>=<file>, the format of ${names.join(', ')}.`,
    );
  }
  return [...previous, { format, file }];
}

function readHome(value: string): HomeServerAddress {
  const [, domain, host, port] = /^([^=]+)=(.+):(\d{1,5})$/.exec(value) ?? [];
  const isPort = Number(port) > 0 && Number(port) <= 65_535;
  if (domain === undefined || host === undefined || !isPort) {
    throw new InvalidArgumentError(
      'It must be <domain>=<host>:<port>, such as kit.example.org=127.0.0.1:4000.',
    );
  }
  return { domain, host, port: Number(port) };
}

function readNumber(least: number) {
  return (value: string): number => {
    const number = Number(value);
    if (!/^\d{1,9}$/.test(value) || number < least) {
      throw new InvalidArgumentError(`It must be a whole number, ${least} at least.`);
    }
    return number;
  };
}
