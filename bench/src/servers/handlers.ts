import { document } from '@p2core/types/document';

const examples = document.components.examples as Record<string, { value?: unknown }>;

/** One of the contract's own examples: what every variant of the benchmark answers with. */
function example<T>(name: string): T {
  return examples[name]?.value as T;
}

export const token = 'a-token-for-the-benchmark';
export const adminToken = 'a-token-of-the-administrator';
export const fid = 'alice@home.example.com';

const challenge = example<{ challenge: string; expires: number }>('challenge');
const events =
  example<Array<{ n: string; op: string; d: Record<string, unknown>; s: string }>>('events');
const { idcerts, invalidated } = example<{ idcerts: string[]; invalidated: boolean[] }>(
  'actor-id-certs',
);
const threeIdCerts = {
  idcerts: [...idcerts, example<string>('session-id-cert')],
  invalidated: [...invalidated, false],
};

/** The bodies of the answers, made the same way in every variant. */
export const bodies = {
  challenge: () => ({ ...challenge }),
  serverIdCert: () => example<string>('server-id-cert'),
  serverPublicKey: () => example<string>('server-public-key'),
  rotatedServerIdCert: () => example<string>('rotated-server-id-cert'),
  actorIdCerts: () => ({ ...threeIdCerts }),
  keyPackages: () => [...example<string[]>('key-packages')],
  events: () => [...events],
};

/** The content of requests. */
export const contents = {
  sessionIdCert: example<string>('session-id-cert'),
  session: JSON.stringify(example('session')),
};
