/** The kit registers its own actors, without a fixture. */
import { expect, test } from 'vitest';
import { Cli } from '../../../reference-server/test/support/cli.js';
import { runProgram } from './program.js';

const only =
  'createIdentity/*,trustSession/happy,getKeyPackages/happy,getEvents/happy,deleteSession/happy';

async function run(
  registration: 'open' | 'invite',
  argumentsFor: (cli: Cli) => Promise<string[]>,
): Promise<void> {
  const cli = new Cli({
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_RATE_LIMIT: '1000000',
    P2CORE_REGISTRATION: registration,
  });
  try {
    const { api } = (await cli.serve()).ready;
    const args = [new URL(api).origin, '--only', only, ...(await argumentsFor(cli))];
    const { status, stdout } = await runProgram(args);
    for (const operation of ['trustSession', 'getKeyPackages', 'getEvents', 'deleteSession']) {
      expect(stdout).toMatch(new RegExp(`✓ ${operation} +1 of 1 passed`));
    }
    expect(stdout).toContain('✓ createIdentity');
    expect(stdout).not.toContain('✗');
    expect(status).toBe(0);
  } finally {
    await cli.close();
  }
}

test('by --register, where registration is open', { timeout: 180_000 }, () =>
  run('open', async () => ['--register']),
);

test('by --invitation, one for each actor', { timeout: 180_000 }, () =>
  run('invite', async (cli) =>
    (await cli.invitations(20)).flatMap((invite) => ['--invitation', invite]),
  ),
);
