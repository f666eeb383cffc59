import { createClient } from '@p2core/client';
import {
  enrol,
  type FlowOptions,
  identifyAt,
  memoryStore,
  publishKeyPackages,
  renew,
  revoke,
  type Session,
} from '@p2core/client/identity';
import { mlsKeyPackages } from '@p2core/client/mls';

/** A server, and the domain that the reader expects of it. */
export interface Place {
  url: string;
  domain: string;
}

/** A request that a step sent. */
export interface Sent {
  method: string;
  url: string;
  status: number | undefined;
}

/** The state that the steps read and change. */
export interface Walk {
  home: Place;
  abroad: Place;
  actorName: string;
  password: string;
  invite: string;
  session: Session | undefined;
}

/** A step of the walk. `run` returns the sentence that the page shows afterwards. */
export interface Step {
  id: string;
  title: string;
  about: string;
  run(walk: Walk, options: FlowOptions): Promise<string>;
}

const store = memoryStore();

/** The steps in their order. */
export const steps: Step[] = [
  {
    id: 'enrol',
    title: 'Enrol at home',
    about:
      'Register an actor, make a key pair in this browser, and have the home server sign an ID-Cert for it. No script can read the private key, and this page does not store it.',
    async run(walk, options) {
      const { actorName, password, invite } = walk;
      walk.session = await enrol({
        ...options,
        home: walk.home.url,
        domain: walk.home.domain,
        actorName,
        registration: { password, ...(invite && { invite }) },
        credentials: { password },
      });
      return `${walk.session.fid} has session ${walk.session.sessionId}, an ID-Cert and a token.`;
    },
  },
  {
    id: 'publish',
    title: 'Publish KeyPackages',
    about:
      'Make MLS KeyPackages that carry the ID-Cert, and upload them to the home server, so that others can add this session to their groups.',
    async run(walk, options) {
      const make = mlsKeyPackages({ keep: async () => {} });
      await publishKeyPackages(sessionOf(walk), { ...options, make, count: 3 });
      return 'The stock has three KeyPackages and a last resort.';
    },
  },
  {
    id: 'identify',
    title: 'Log in abroad',
    about:
      'Sign a challenge of the other server with the key of the ID-Cert. The browser signs a challenge only if it begins with the digest of the domain that you named (R35). The other server asks the home server about the ID-Cert.',
    async run(walk, options) {
      const { url, domain } = walk.abroad;
      const { session } = await identifyAt(sessionOf(walk), url, { ...options, domain });
      walk.session = session;
      return `${domain} knows ${session.fid} and gave it a token.`;
    },
  },
  {
    id: 'take',
    title: 'Take a KeyPackage',
    about:
      'Ask the home server for a KeyPackage of the actor. Somebody who adds the actor to a group does this.',
    async run(walk, options) {
      const { fid, home, tokens } = sessionOf(walk);
      const client = createClient({ ...options.client, baseUrl: home, token: tokens[home] });
      const answer = await client.getKeyPackages({ fid });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.error}`);
      const [taken] = answer.body;
      if (taken === undefined) return 'There are no KeyPackages. Publish some first.';
      return `A KeyPackage of ${taken.length} characters in Base64. The server never gives it out again.`;
    },
  },
  {
    id: 'renew',
    title: 'Renew the key',
    about:
      'Make a new key pair and have the home server sign an ID-Cert for it. From that second, the former ID-Cert is flagged as invalidated. This page then tells the server abroad about the new one (R31).',
    async run(walk, options) {
      const { session, told } = await renew(sessionOf(walk), options);
      walk.session = session;
      const failed = told.find(({ error }) => error);
      if (failed) return `There is a new ID-Cert. Abroad: ${failed.error?.message}`;
      return `There is a new ID-Cert. Servers told abroad: ${told.length}.`;
    },
  },
  {
    id: 'revoke',
    title: 'Revoke the token abroad',
    about:
      'End the token of the other server. Session and ID-Cert stay, and the next log-in gives a new token (R40).',
    async run(walk, options) {
      walk.session = await revoke(sessionOf(walk), walk.abroad.url, options);
      return 'The token is void.';
    },
  },
  {
    id: 'end',
    title: 'End the session',
    about:
      'End the session at home: its token, events and KeyPackages are deleted, and its ID-Cert is flagged as invalidated.',
    async run(walk, options) {
      const { sessionId, home, tokens } = sessionOf(walk);
      const client = createClient({ ...options.client, baseUrl: home, token: tokens[home] });
      const answer = await client.deleteSession({ session_id: sessionId });
      if (answer.status !== 204) throw new Error(`${answer.status} ${answer.error}`);
      return 'The session has ended. The home server lists its certificates for ever.';
    },
  },
];

function sessionOf({ session }: Walk): Session {
  if (!session) throw new Error('Enrol first.');
  return session;
}

/** The options of the flows. `onSent` gets each request after its answer, or after its failure. */
export function optionsOf(onSent: (sent: Sent) => void): FlowOptions {
  const watched: typeof fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    try {
      const response = await fetch(input, init);
      onSent({ method, url, status: response.status });
      return response;
    } catch (error) {
      onSent({ method, url, status: undefined });
      throw error;
    }
  };
  return { store, client: { fetch: watched } };
}
