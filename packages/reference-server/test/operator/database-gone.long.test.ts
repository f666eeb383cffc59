import { findPostgres, startPostgres } from '@p2core/testing/postgres';
import { pathPrefix } from '@p2core/types';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../durability/server-process.js';
import { exchange } from '../support/exchange.js';
import { adminToken } from '../support/server.js';

const programs = findPostgres();

/** It stops PostgreSQL, and so needs one of its own. */
test.skipIf(programs === undefined)(
  'a lost database is a 503, and the process stays healthy',
  async () => {
    const postgres = await startPostgres(programs ?? '');
    let isStopped = false;
    const stop = async () => {
      if (!isStopped) await postgres.stop();
      isStopped = true;
    };
    onTestFinished(stop);
    const server = startProcess({
      P2CORE_DATABASE: await postgres.newDatabase(),
      P2CORE_SEALING_KEY: 'ab'.repeat(32),
      P2CORE_ADMIN_TOKEN: adminToken,
    });
    onTestFinished(async () => {
      server.kill();
      await server.ended;
    });
    const url = await server.url;
    expect((await exchange(url, { path: '/readyz' })).status).toBe(200);
    await stop();
    expect((await exchange(url, { path: '/readyz' })).status).toBe(503);
    expect((await exchange(url, { path: '/healthz' })).status).toBe(200);
    const asked = await exchange(url, { path: `${pathPrefix}/key/server` });
    expect(asked).toMatchObject({ status: 503, json: { error: 'P2CORE_UNAVAILABLE' } });
    expect(asked.headers['retry-after']).toBe('1');
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  },
);
