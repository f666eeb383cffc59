import { LoadRandom } from './random.js';

/** The behaviour of actors and the number of servers. Times are in seconds. */
export interface World {
  /** Home servers, each of which is a foreign server to the actors of the others. */
  servers: number;
  /** Foreign servers that an actor has a session at; popular servers have more of them (Zipf). */
  abroad: number;
  /** How often an actor uses each foreign session. */
  usesPerDay: number;
  /** The share of uses that begin with a log-in, because the token is lost or the session is new (R38). */
  logInShare: number;
  /** How often an actor renews the key and tells each foreign server (R20, R31). */
  renewalsPerDay: number;
  /** How long a foreign server keeps a home server's certificate (R23). */
  rootLife: number;
  /** The time after which a server asks again for a certificate that it saw unflagged (R39). */
  askAgainAfter: number;
  /** The same time after a renewal (R39). */
  askAgainAfterRenewal: number;
}

/** What an actor does is an assumption; the times are those of the reference server (R20, R23, R39). */
export const usual: Omit<World, 'servers'> = {
  abroad: 5,
  usesPerDay: 8,
  logInShare: 0.02,
  renewalsPerDay: 1 / 30,
  rootLife: 3600,
  askAgainAfter: 12 * 3600,
  askAgainAfterRenewal: 3600,
};

/** The number of requests from foreign servers to a home server. */
export interface Load {
  /** `/idcert/actor` for log-ins (R38). */
  logIns: number;
  /** `/idcert/actor` for sessions whose certificate was seen long ago (R39). */
  askedAgain: number;
  /** `/idcert/server`, for log-ins and renewals (R20, R38). */
  roots: number;
  /** Look-ups of `/idcert/server` that a foreign server answered from what it had kept. */
  rootHits: number;
}

/** One thing that an actor does at a foreign server. */
export interface Deed {
  time: number;
  kind: 'use' | 'logIn' | 'renewal';
  /** Which session, among those of one foreign server. */
  session: number;
  /** When the validity of its ID-Cert begins: the home server's certificate of that time is needed. */
  issued: number;
}

/** No load at all. */
export function noLoad(): Load {
  return { logIns: 0, askedAgain: 0, roots: 0, rootHits: 0 };
}

/**
 * The span of seconds for which a foreign server knows the certificate of a home server. As in the reference server, the
 * span reaches from the first to the last second that it has asked about, and ends when its first answer is too old.
 */
class KnownRoot {
  readonly #life: number;
  #keptAt = Number.NEGATIVE_INFINITY;
  #first = 0;
  #last = 0;

  constructor(life: number) {
    this.#life = life;
  }

  isKnown(time: number, issued: number): boolean {
    return time < this.#keptAt + this.#life && this.#first <= issued && issued <= this.#last;
  }

  /** Keeps an answer, but not for the present second, for which it may still change. */
  keep(time: number, issued: number): void {
    if (issued >= Math.floor(time)) return;
    const isFresh = time < this.#keptAt + this.#life;
    this.#first = isFresh ? Math.min(this.#first, issued) : issued;
    this.#last = isFresh ? Math.max(this.#last, issued) : issued;
    if (!isFresh) this.#keptAt = time;
  }
}

/** Counts what one foreign server asks of one home server because of deeds, which are in order of time. */
export function loadOf(deeds: readonly Deed[], world: World): Load {
  const load = noLoad();
  const askAt = new Map<number, number>();
  const roots = new KnownRoot(world.rootLife);
  const needRoot = (time: number, issued: number) => {
    if (roots.isKnown(time, issued)) load.rootHits += 1;
    else {
      load.roots += 1;
      roots.keep(time, issued);
    }
  };
  for (const { time, kind, session, issued } of deeds) {
    if (kind === 'logIn') {
      load.logIns += 1;
      needRoot(time, issued);
      askAt.set(session, time + world.askAgainAfter);
    } else if (kind === 'renewal') {
      needRoot(time, issued);
      askAt.set(session, time + world.askAgainAfterRenewal);
    } else if (time >= (askAt.get(session) ?? 0)) {
      load.askedAgain += 1;
      askAt.set(session, time + world.askAgainAfter);
    }
  }
  return load;
}

/** Counts what all foreign servers together ask of a home server with this many actors, in this many seconds. */
export function simulateHome(actors: number, seconds: number, world: World, seed: number): Load {
  const random = new LoadRandom(seed);
  const deeds = new Map<number, Deed[]>();
  const day = 86_400;
  for (let session = 0; session < actors * world.abroad; session += 1) {
    const foreign = random.popular(Math.max(1, world.servers - 1));
    const here = deeds.get(foreign) ?? [];
    deeds.set(foreign, here);
    // At the start, the last renewal is some time ago, and the certificate was seen within the last half day.
    let issued = -Math.min(random.wait(world.renewalsPerDay / day), 365 * day);
    here.push({ time: -random.next() * world.askAgainAfter, kind: 'logIn', session, issued });
    let renewal = random.wait(world.renewalsPerDay / day);
    for (let time = random.wait(world.usesPerDay / day); time < seconds; ) {
      for (; renewal < time; renewal += random.wait(world.renewalsPerDay / day)) {
        issued = renewal;
        here.push({ time: renewal + 1, kind: 'renewal', session, issued });
      }
      const kind = random.next() < world.logInShare ? 'logIn' : 'use';
      here.push({ time, kind, session, issued });
      time += random.wait(world.usesPerDay / day);
    }
  }
  const sum = noLoad();
  for (const here of deeds.values()) {
    here.sort((one, other) => one.time - other.time);
    const before = loadOf(
      here.filter(({ time }) => time < 0),
      world,
    );
    const whole = loadOf(here, world);
    for (const key of Object.keys(sum) as (keyof Load)[]) sum[key] += whole[key] - before[key];
  }
  return sum;
}
