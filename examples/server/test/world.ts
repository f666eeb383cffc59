import { createApp } from '../src/app.js';
import { newIdCert } from '../src/fixture.js';
import { UnreachableError } from '../src/home-server.js';
import { ServerKeys } from '../src/server-keys.js';
import { Store } from '../src/store.js';

export const domain = 'home.example.com';
export const fid = `alice@${domain}`;
export const token = 'a-token-of-alice';
export const administratorToken = 'a-token-of-the-administrator';

/** A server with one actor that has one session. It asks no other server. */
export async function createWorld() {
  const store = new Store();
  const keys = await ServerKeys.create(domain);
  const findServerIdCert = async (): Promise<string> => {
    throw new UnreachableError('no other server is asked in these tests');
  };
  store.addSession(token, await newIdCert(keys, fid, 'phone'));
  const app = await createApp({ domain, store, keys, findServerIdCert }, administratorToken);
  return { app, keys };
}
