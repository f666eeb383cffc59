/**
 * `pnpm bench:log-ins`: measures what it costs two reference servers to register an actor, to begin a session and to log
 * an actor in. Prints the CPU time of all their threads for a request, and how many requests one core serves a second.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@p2core/client';
import { completeChallenge, createIdCsr } from '@p2core/client/identity';
import { median } from './measure/median.js';
import { type ServerProcess, startReferenceServer } from './measure/server-process.js';

const rounds = Number(process.env.ROUNDS ?? 5);
const each = 40;
const domain = 'home.example.com';
const auth_payload = { password: 'correct horse battery staple' };
const folder = await mkdtemp(join(tmpdir(), 'p2core-log-ins-'));

const start = (P2CORE_DOMAIN: string, P2CORE_HOME_SERVERS = '') =>
  startReferenceServer({
    ...{ P2CORE_DOMAIN, P2CORE_HOME_SERVERS, P2CORE_RATE_LIMIT: 'off' },
    P2CORE_REGISTRATION: 'open',
    P2CORE_DATABASE: join(folder, `${P2CORE_DOMAIN}.db`),
  });
const home = await start(domain);
const abroad = await start('chat.example.org', `${domain}=${home.origin}`);
const atHome = createClient({ baseUrl: home.origin });
const there = createClient({ baseUrl: abroad.origin });

interface Session {
  keys: CryptoKeyPair;
  idCert: string;
}

let made = 0;
const names: string[] = [];
const sessions: Session[] = [];

async function register(): Promise<void> {
  const actor_name = `actor-${++made}`;
  const { status } = await atHome.createIdentity({ actor_name, auth_payload });
  if (status !== 201) throw new Error(`createIdentity answered ${status}`);
  names.push(actor_name);
}

async function trust(): Promise<void> {
  const actor_name = names.shift() ?? '';
  const keys = (await crypto.subtle.generateKey('Ed25519', false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const csr = await createIdCsr({ fid: `${actor_name}@${domain}`, sessionId: 'phone', keys });
  const answer = await atHome.trustSession({ actor_name, csr, auth_payload });
  if (answer.status !== 201) throw new Error(`trustSession answered ${answer.status}`);
  sessions.push({ keys, idCert: answer.body.id_cert });
}

async function logIn(server: typeof atHome, of: ServerProcess, name: string): Promise<void> {
  const { keys, idCert } = sessions[made++ % sessions.length] as Session;
  const challenge = await server.getChallenge();
  if (challenge.status !== 200) throw new Error(`getChallenge answered ${challenge.status}`);
  const answer = await server.identify({
    completed_challenge: await completeChallenge(
      challenge.body.challenge,
      { baseUrl: of.origin, domain: name },
      keys.privateKey,
    ),
    id_cert: idCert,
  });
  if (answer.status !== 201) throw new Error(`identify answered ${answer.status}`);
}

const scenarios: Record<string, [servers: ServerProcess[], run: () => Promise<unknown>]> = {
  getChallenge: [[home], () => atHome.getChallenge()],
  'createIdentity, one argon2id': [[home], register],
  'trustSession, one argon2id and one signature': [[home], trust],
  'getChallenge and identify at home': [[home], () => logIn(atHome, home, domain)],
  'getChallenge and identify abroad, there': [
    [abroad],
    () => logIn(there, abroad, 'chat.example.org'),
  ],
  'the same, at home, which is asked': [[home], () => logIn(there, abroad, 'chat.example.org')],
};

/** CPU time of the servers for one run, in milliseconds. */
async function measure(servers: ServerProcess[], run: () => Promise<unknown>): Promise<number> {
  const used = async () => {
    let sum = 0;
    for (const server of servers) sum += (await server.usage()).cpu;
    return sum;
  };
  const before = await used();
  for (let count = 0; count < each; count += 1) await run();
  return ((await used()) - before) / each / 1000;
}

try {
  const results = new Map(Object.keys(scenarios).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, [servers, run]] of Object.entries(scenarios)) {
      const milliseconds = await measure(servers, run);
      // The first round warms the servers up and is not counted.
      if (round > 0) results.get(name)?.push(milliseconds);
    }
  }
  console.table(
    [...results].map(([name, times]) => {
      const milliseconds = median(times);
      return {
        what: name,
        'CPU ms': Number(milliseconds.toFixed(2)),
        'a second on one core': Math.round(1000 / milliseconds),
      };
    }),
  );
} finally {
  await home.stop();
  await abroad.stop();
  await rm(folder, { recursive: true });
}
