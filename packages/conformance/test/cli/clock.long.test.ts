/** A wrong clock on the kit's machine is no failure of the server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { runProgram } from './program.js';

const patience = { timeout: 300_000 };

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

/** Shifts the clock of a Node process by this many seconds. */
const wrongClock = (seconds: number) => {
  const source = `const now = Date.now; const Right = Date; globalThis.Date = class extends Right {
    constructor(...args) { args.length === 0 ? super(now() + ${seconds * 1000}) : super(...args); }
    static now() { return now() + ${seconds * 1000}; }
  };`;
  return `--import data:text/javascript,${encodeURIComponent(source)}`;
};

test.each([-60, 60, -3600])('a clock that is %i seconds off', patience, async (seconds) => {
  const only = 'any/*,getChallenge/*,getServer*,getActorIdCerts/*,updateSessionIdCert/*';
  const args = ['--fixture', '-', '--only', only, '--timeout', '20000'];
  const environment = { NODE_OPTIONS: wrongClock(seconds) };
  const fixture = JSON.stringify(await server.fixture());
  const { status, stdout, stderr } = await runProgram(args, fixture, environment);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('✗');
  const where = seconds < 0 ? 'ahead of' : 'behind';
  expect(stdout).toMatch(new RegExp(`^! the server's clock, by its Date, is \\d+ s ${where}`));
  expect(status).toBe(0);
});
