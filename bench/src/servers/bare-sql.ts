/**
 * Bare Express with the least number of SQL statements for each operation, written by hand. It uses the reference server's
 * tables, and does the same look-ups, locks, checks that a session lives, and events.
 */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations, schemas } from '@p2core/types';
import express, { type Request, type Response } from 'express';
import { openSql, type Row, type Sql } from './sql.js';

const [database = '', adminToken = ''] = process.argv.slice(2);
const { query, transaction } = openSql(database);
const app = express();
app.use(express.json({ strict: false }), express.text());

const path = (id: keyof typeof operations) => operations[id].path.replace('{fid}', ':fid');
const expiry = `coalesce(not_after, ${Number.MAX_SAFE_INTEGER})`;
const isPostgres = database.startsWith('postgres');
const lockSessions = `select id from sessions where fid = $1 and ended_at is null order by id${isPostgres ? ' for update' : ''}`;
const currentIdCert =
  'select id, serial_number, certificate from id_certs where fid = $1 and session_id = $2 and invalidated_at is null';
const now = () => Math.floor(Date.now() / 1000);
const sent = ({ headers }: Request) => headers.authorization?.slice('Bearer '.length) ?? '';

type Handler = (request: Request, response: Response, session: Row) => Promise<void>;

/** Answers 401 where the session is no longer live. */
const withSession =
  (handler: Handler) =>
  async (request: Request, response: Response): Promise<void> => {
    const hash = createHash('sha256').update(sent(request)).digest('hex');
    const [session] = await query(
      'select id, fid, session_id, ends_at, ask_home_at from sessions where token_hash = $1 and ended_at is null',
      hash,
    );
    if (session === undefined || Number(session.ends_at ?? Infinity) < now())
      response.sendStatus(401);
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
    'select certificate, invalidated_at from actors left join id_certs on id_certs.fid = actors.fid and not_before <= $1 and not_after >= $2 where actors.fid = $3 order by not_before, id',
    ...[time, time, request.params.fid],
  );
  if (rows.length === 0) return void response.sendStatus(404);
  const idCerts = rows.filter(({ certificate }) => certificate !== null);
  response.json({
    idcerts: idCerts.map(({ certificate }) => certificate),
    invalidated: idCerts.map(({ invalidated_at }) => invalidated_at !== null),
    invalidated_at: idCerts.map(({ invalidated_at }) => invalidated_at),
  });
});
app.put(
  path('updateSessionIdCert'),
  withSession(async (request, response, { fid, session_id }) => {
    const [current] = await query(currentIdCert, fid, session_id);
    response.status(current?.certificate === request.body ? 201 : 403).end();
  }),
);
app.get(
  path('getEvents'),
  withSession(async (_request, response, { id }) => {
    const rows = await query(
      'select n, op, d, s from events where session = $1 union all select n, op, d, last_event + number - last_broadcast as s from sessions join broadcasts on number > last_broadcast where sessions.id = $2 order by s',
      ...[id, id],
    );
    if (rows.length === 0) return void response.status(409).end();
    response.json(
      rows.map(({ d, s, ...event }) => ({ ...event, d: JSON.parse(`${d}`), s: `${s}` })),
    );
    await transaction(async (run) => {
      await run(
        'update sessions set last_event = last_event + coalesce((select max(number) from broadcasts), 0) - last_broadcast, last_broadcast = coalesce((select max(number) from broadcasts), 0) where id = $1',
        id,
      );
      await run('delete from events where session = $1 and s <= $2', id, rows.at(-1)?.s);
    });
  }),
);

/** The stock of each session of an actor; no row where there is no such actor. */
const stocks = `
  select sessions.id,
    (select key_package from key_packages where session = sessions.id and last_resort = 0 and ${expiry} >= $1 order by ${expiry}, id limit 1) as ordinary,
    (select key_package from key_packages where session = sessions.id and last_resort = 1 and ${expiry} >= $2) as last_resort
  from actors left join sessions on sessions.fid = actors.fid and ended_at is null and (ends_at is null or ends_at >= $3)
  where actors.fid = $4 order by sessions.id`;

app.get(
  path('getKeyPackages'),
  withSession(async (request, response) => {
    const { fid } = request.params;
    const given = await query(stocks, now(), now(), now(), fid);
    if (given.length === 0) return void response.sendStatus(404);
    if (given.some(({ ordinary }) => ordinary !== null)) {
      await transaction(async (run) => {
        await run(lockSessions, fid);
        for (const stock of given) {
          if (stock.ordinary !== null) stock.ordinary = await takeOne(run, stock.id);
        }
      });
    }
    const keyPackages = given.map(({ ordinary, last_resort }) => ordinary ?? last_resort);
    response.json(keyPackages.filter((keyPackage) => keyPackage !== null));
  }),
);

/** Takes one KeyPackage of a session, and sends the session an event where few are left. */
async function takeOne(run: Sql['query'], session: unknown): Promise<unknown> {
  const [taken] = await run(
    `delete from key_packages where id = (select id from key_packages where session = $1 and last_resort = 0 and ${expiry} >= $2 order by ${expiry}, id limit 1) returning key_package`,
    ...[session, now()],
  );
  const [left] = await run(
    'select count(*) as count from (select id from key_packages where session = $1 and last_resort = 0 limit 6) as ordinary',
    session,
  );
  if (Number(left?.count) <= 5) await tellOfStock(run, session, Number(left?.count));
  return taken?.key_package;
}

async function tellOfStock(run: Sql['query'], session: unknown, remaining: number): Promise<void> {
  const [numbered] = await run(
    'update sessions set last_event = last_event + 1 where id = $1 returning last_event',
    session,
  );
  await run(
    "insert into events (session, s, n, op, d) values ($1, $2, 'p2core', '1', $3)",
    ...[session, numbered?.last_event, JSON.stringify({ remaining })],
  );
}

/** Stores KeyPackages unread. The reference server verifies two signatures of each, and both against the ID-Cert. */
app.post(
  path('addKeyPackages'),
  withSession(async (request, response, { id }) => {
    await transaction(async (run) => {
      for (const keyPackage of request.body as string[]) {
        const initKey = Buffer.from(keyPackage, 'base64').subarray(5, 37);
        const digest = createHash('sha256').update(initKey).digest('hex');
        await run('insert into key_package_digests (digest) values ($1)', digest);
        await run(
          'insert into key_packages (session, last_resort, key_package, not_after) values ($1, 0, $2, $3)',
          ...[id, keyPackage, now() + 1000],
        );
      }
    });
    response.status(201).end();
  }),
);
app.put(
  path('replaceLastResortKeyPackage'),
  withSession(async (request, response, { id }) => {
    const [lastResort] = await query(
      'select key_package from key_packages where session = $1 and last_resort = 1',
      id,
    );
    response.status(lastResort?.key_package === request.body ? 204 : 409).end();
  }),
);
app.get(
  path('getKeyMaterial'),
  withSession(async (_request, response, { fid }) => {
    const rows = await query(
      'select key_material.serial_number, key_data from key_material join id_certs on id_certs.fid = key_material.fid and id_certs.serial_number = key_material.serial_number where key_material.fid = $1 order by not_before, id',
      fid,
    );
    response.json(
      rows.map(({ serial_number, key_data }) => ({
        key_data,
        serial_number: BigInt(`0x${serial_number}`).toString(),
      })),
    );
  }),
);
app.post(
  path('uploadKeyMaterial'),
  withSession(async (request, response, { fid, session_id }) => {
    await transaction(async (run) => {
      if (isPostgres) await run('select pg_advisory_xact_lock(hashtextextended($1, 0))', fid);
      const [current] = await run(currentIdCert, fid, session_id);
      await run('select serial_number from key_material where fid = $1', fid);
      await run(
        'insert into key_material (fid, serial_number, key_data) values ($1, $2, $3)',
        ...[fid, current?.serial_number, request.body.key_data],
      );
    });
    response.status(201).end();
  }),
);
app.delete(
  path('deleteKeyMaterial'),
  withSession(async (request, response, { fid }) => {
    await transaction(async (run) => {
      for (const decimal of request.body as string[]) {
        const hex = BigInt(decimal).toString(16);
        await run(
          'delete from key_material where fid = $1 and serial_number = $2',
          ...[fid, hex.padStart(2 * Math.ceil(hex.length / 2), '0')],
        );
      }
    });
    response.status(204).end();
  }),
);
app.options(path('getKeyMaterialLimit'), (_request, response) => {
  response
    .set('X-Max-Payload-Size', String(schemas.EncryptedKeyPem['x-p2-max-octets']))
    .status(200)
    .end();
});

/** Answers with a copy of the certificate. The reference server verifies the ID-CSR, signs, and encrypts its answer. */
app.post(
  path('rotateSessionIdCert'),
  withSession(async (request, response, { id, fid, session_id }) => {
    const csrDigest = createHash('sha256').update(request.body.csr).digest('hex');
    const tokenHash = createHash('sha256').update(sent(request)).digest('hex');
    const token = randomBytes(32).toString('base64url');
    await query(
      'select sealed_answer from renewals where former_token_hash = $1 and csr_digest = $2 and renewed_at > $3',
      ...[tokenHash, csrDigest, now() - 600],
    );
    await identityAt(undefined);
    let answer = {};
    await transaction(async (run) => {
      if (isPostgres) await run('select pg_advisory_xact_lock(hashtextextended($1, 0))', fid);
      await run(lockSessions, fid);
      const [former] = await run(currentIdCert, fid, session_id);
      answer = { id_cert: former?.certificate, token };
      await run(
        'insert into identity_keys (digest, fid, session_id) values ($1, $2, $3)',
        ...[csrDigest, fid, session_id],
      );
      await run(
        'update renewals set former_token_hash = null, sealed_answer = null where session = $1 and former_token_hash is not null',
        id,
      );
      await run(
        'insert into renewals (session, renewed_at, csr_digest, former_token_hash, sealed_answer) values ($1, $2, $3, $4, $5)',
        ...[id, now(), csrDigest, tokenHash, JSON.stringify(answer)],
      );
      const newTokenHash = createHash('sha256').update(token).digest('hex');
      await run('update sessions set token_hash = $1 where id = $2', newTokenHash, id);
      await run('update id_certs set invalidated_at = $1 where id = $2', now(), former?.id);
      await run(
        'insert into id_certs (fid, session_id, serial_number, certificate, not_before, not_after, recorded_at) select fid, session_id, $1, certificate, not_before, not_after, recorded_at from id_certs where id = $2',
        ...[randomBytes(16).toString('hex'), former?.id],
      );
      await run('delete from key_packages where session = $1', id);
      await tellOfStock(run, id, 0);
    });
    response.status(201).json(answer);
  }),
);

app.delete(
  path('deleteSession'),
  withSession(async (_request, response, { id, fid, session_id }) => {
    await transaction(async (run) => {
      await run('update sessions set ended_at = $1, token_hash = null where id = $2', now(), id);
      await run('delete from events where session = $1', id);
      await run('delete from key_packages where session = $1', id);
      await run('delete from renewals where session = $1', id);
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
    // Two rotations at once would read the same highest number of a broadcast. SQLite has one writer anyway.
    if (isPostgres) await run('lock table server_identities in exclusive mode');
    await run(
      'insert into server_identities (serial_number, certificate, public_key, sealed_private_key, not_before, not_after, current_from) select $1, certificate, public_key, sealed_private_key, not_before, not_after, current_from from server_identities order by id desc limit 1',
      randomBytes(16).toString('hex'),
    );
    await run(
      "insert into broadcasts (number, n, op, d) select coalesce(max(number), 0) + 1, 'core', '6', $1 from broadcasts",
      JSON.stringify({ cert: pem, oldInvalidSince: now() }),
    );
  });
  response.json(pem);
});

const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ api: `http://127.0.0.1:${port}` }));
});
