/** Bare Express with the SQL statement that an operation needs: what the reference server does at least. */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from '@p2core/types';
import express, { type Request, type Response } from 'express';
import { openSql, type Row } from './sql.js';

const [database = '', adminToken = ''] = process.argv.slice(2);
const { query, transaction } = openSql(database);
const app = express();
app.use(express.json(), express.text());

const path = (id: keyof typeof operations) => operations[id].path.replace('{fid}', ':fid');
const now = () => Math.floor(Date.now() / 1000);
const sent = ({ headers }: Request) => headers.authorization?.slice('Bearer '.length) ?? '';

type Handler = (request: Request, response: Response, session: Row) => Promise<void>;

/** Only for a live session. */
const withSession =
  (handler: Handler) =>
  async (request: Request, response: Response): Promise<void> => {
    const hash = createHash('sha256').update(sent(request)).digest('hex');
    const [session] = await query(
      'select id, fid, session_id from sessions where token_hash = $1 and ended_at is null',
      hash,
    );
    if (session === undefined) response.sendStatus(401);
    else await handler(request, response, session);
  };

const identityAt = (timestamp: unknown) =>
  query(
    'select certificate, public_key from server_identities where current_from <= $1 order by current_from desc, id desc limit 1',
    timestamp === undefined ? now() : Number(timestamp),
  );

app.get(path('getChallenge'), (_request, response) => {
  response.json({ challenge: randomBytes(48).toString('hex'), expires: now() + 300 });
});
app.get(path('getServerIdCert'), async (request, response) => {
  const [identity] = await identityAt(request.query.timestamp);
  response.json(identity?.certificate);
});
app.get(path('getServerPublicKey'), async (request, response) => {
  const [identity] = await identityAt(request.query.timestamp);
  response.json(identity?.public_key);
});
app.get(path('getActorIdCerts'), async (request, response) => {
  const time = request.query.timestamp === undefined ? now() : Number(request.query.timestamp);
  const rows = await query(
    'select certificate, invalidated_at from id_certs where fid = $1 and not_before <= $2 and not_after >= $3 order by not_before, id',
    ...[request.params.fid, time, time],
  );
  response.json({
    idcerts: rows.map(({ certificate }) => certificate),
    invalidated: rows.map(({ invalidated_at }) => invalidated_at !== null),
  });
});
app.put(
  path('updateSessionIdCert'),
  withSession(async (request, response, { fid, session_id }) => {
    const [current] = await query(
      'select certificate from id_certs where fid = $1 and session_id = $2 and invalidated_at is null',
      ...[fid, session_id],
    );
    response.status(current?.certificate === request.body ? 201 : 403).end();
  }),
);
app.get(
  path('getEvents'),
  withSession(async (_request, response, { id }) => {
    const rows = await query('select n, op, d, s from events where session = $1 order by s', id);
    if (rows.length === 0) return void response.status(409).end();
    response.json(
      rows.map(({ d, s, ...event }) => ({ ...event, d: JSON.parse(`${d}`), s: `${s}` })),
    );
    await query('delete from events where session = $1 and s <= $2', id, rows.at(-1)?.s);
  }),
);
app.get(
  path('getKeyPackages'),
  withSession(async (request, response) => {
    const keyPackages: unknown[] = [];
    const sessions = await query(
      'select id from sessions where fid = $1 and ended_at is null order by id',
      request.params.fid,
    );
    for (const { id } of sessions) {
      const [taken] = await query(
        'delete from key_packages where id = (select id from key_packages where session = $1 and last_resort = 0 order by id limit 1) returning key_package',
        id,
      );
      const [given] = taken
        ? [taken]
        : await query(
            'select key_package from key_packages where session = $1 and last_resort = 1',
            id,
          );
      if (given) keyPackages.push(given.key_package);
    }
    response.json(keyPackages);
  }),
);
app.delete(
  path('deleteSession'),
  withSession(async (_request, response, { id, fid, session_id }) => {
    await transaction(async (run) => {
      await run('update sessions set ended_at = $1, token_hash = null where id = $2', now(), id);
      await run('delete from events where session = $1', id);
      await run('delete from key_packages where session = $1', id);
      await run(
        'update id_certs set invalidated_at = $1 where fid = $2 and session_id = $3 and invalidated_at is null',
        ...[now(), fid, session_id],
      );
    });
    response.status(204).end();
  }),
);
app.put(path('rotateServerIdentityKey'), async (request, response) => {
  if (sent(request) !== adminToken) return void response.sendStatus(401);
  const { publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  await transaction(async (run) => {
    await run(
      'insert into server_identities (serial_number, certificate, public_key, sealed_private_key, not_before, not_after, current_from) select $1, certificate, public_key, sealed_private_key, not_before, not_after, current_from from server_identities order by id desc limit 1',
      randomBytes(16).toString('hex'),
    );
    await run('update sessions set last_event = last_event + 1 where ended_at is null');
    await run(
      "insert into events (session, s, n, op, d) select id, last_event, 'core', '6', '{}' from sessions where ended_at is null",
    );
  });
  response.json(pem);
});

const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ api: `http://127.0.0.1:${port}` }));
});
