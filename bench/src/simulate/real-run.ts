import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrol, identifyAt, memoryStore, renew, type Session } from '@p2core/client/identity';
import { type RunningServer, readConfig, serve } from '@p2core/reference-server';
import { operations } from '@p2core/types';
import { type Deed, type Load, loadOf, noLoad, type World } from './model.js';
import { LoadRandom } from './random.js';

/** The requests counted at the home server, and those that the model foretells for the same deeds. */
export interface Comparison {
  deeds: number;
  counted: { actors: number; roots: number };
  modelled: Load;
}

const credentials = { password: 'correct horse battery staple' };
const [actorPath = ''] = operations.getActorIdCerts.path.split('{');

/**
 * Lets actors of one home server log in to four foreign servers and renew their keys, in an order that the seed decides,
 * and counts what the home server is asked. The run is shorter than the time for which servers keep anything.
 */
export async function realRun(
  actors: number,
  count: number,
  world: World,
  seed: number,
): Promise<Comparison> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-five-'));
  const counted = { actors: 0, roots: 0 };
  const running: RunningServer[] = [];
  const start = async (domain: string, P2CORE_HOME_SERVERS = '') => {
    const settings = { P2CORE_DOMAIN: domain, P2CORE_DATABASE: join(folder, `${domain}.db`) };
    const limits = { P2CORE_REGISTRATION: 'open', P2CORE_RATE_LIMIT: 'off', PORT: '0' };
    const config = readConfig({ ...settings, ...limits, P2CORE_HOME_SERVERS });
    const server = await serve(config, console);
    running.push(server);
    return server;
  };
  const home = await start('home.example.com');
  const front = await startFront(home.url, (path) => {
    if (path.startsWith(actorPath)) counted.actors += 1;
    if (path === operations.getServerIdCert.path) counted.roots += 1;
  });
  try {
    const { port } = front.address() as AddressInfo;
    const found = `home.example.com=http://127.0.0.1:${port}`;
    const domains = ['a', 'b', 'c', 'd'].map((name) => `${name}.example.org`);
    const foreign: { domain: string; url: string; deeds: Deed[] }[] = [];
    for (const domain of domains) {
      foreign.push({ domain, url: (await start(domain, found)).url, deeds: [] });
    }
    const store = memoryStore();
    const sessions: Session[] = [];
    for (let number = 0; number < actors; number += 1) {
      const at = { home: home.url, domain: 'home.example.com', actorName: `actor-${number}` };
      sessions.push(await enrol({ store, ...at, credentials, registration: credentials }));
    }
    const random = new LoadRandom(seed);
    for (let number = 0; number < count; number += 1) {
      const index = Math.floor(random.next() * actors);
      const session = (await store.get(sessions[index] as Session)) as Session;
      if (random.next() < 0.2) {
        const { session: renewed } = await renew(session, { store });
        const deed = { kind: 'renewal', session: index, ...timesOf(renewed) } as const;
        for (const { url, deeds } of foreign) if (session.tokens[url]) deeds.push(deed);
      } else {
        const at = foreign[Math.floor(random.next() * foreign.length)] as (typeof foreign)[number];
        await identifyAt(session, at.url, { store, domain: at.domain });
        at.deeds.push({ kind: 'logIn', session: index, ...timesOf(session) });
      }
    }
    const modelled = noLoad();
    for (const { deeds } of foreign) {
      const load = loadOf(deeds, world);
      for (const key of Object.keys(modelled) as (keyof Load)[]) modelled[key] += load[key];
    }
    return { deeds: foreign.reduce((sum, { deeds }) => sum + deeds.length, 0), counted, modelled };
  } finally {
    front.closeAllConnections();
    front.close();
    await Promise.all(running.map((server) => server.close()));
    await rm(folder, { recursive: true });
  }
}

/** The present, and when the ID-Cert begins, in seconds. */
function timesOf({ idCert }: Session) {
  const issued = Date.parse(new X509Certificate(idCert).validFrom) / 1000;
  return { time: Date.now() / 1000, issued };
}

/** Passes requests on, and reports the path of each. */
async function startFront(target: string, tell: (path: string) => void): Promise<Server> {
  const front = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', target);
    tell(decodeURIComponent(pathname));
    const { method, headers } = incoming;
    const onward = httpRequest(
      new URL(incoming.url ?? '/', target),
      { method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  return front;
}
