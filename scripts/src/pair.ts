/**
 * `pnpm pair`: starts two servers that know each other, for developers of clients, on `PORT` and the port after it. Their
 * databases end with them.
 */
import { pathPrefix } from '@p2core/types';
import { buildDocsMeanwhile } from './docs/meanwhile.js';
import { type Server, startPair } from './pair/start-pair.js';

const port = Number(process.env.PORT ?? 3000);
const { home, chat, close } = await startPair([port, port && port + 1]).catch((error) => {
  console.error(`${error.message}; the second server uses the next port`);
  process.exit(1);
});
const docs = await buildDocsMeanwhile();

const shown = ({ domain, url, adminToken }: Server) => `
  ${domain}
    API          ${url}${pathPrefix}
    Docs         ${url}/docs
    Admin token  ${adminToken}`;

const walk = new URLSearchParams({
  home: home.url,
  'home-domain': home.domain,
  abroad: chat.url,
  'abroad-domain': chat.domain,
});

console.log(`Two servers are running, and each finds the other. Anybody may register.
${shown(home)}
${shown(chat)}

Tell a client the domains, because they are not the hosts of the URLs:

  enrol({ home: '${home.url}', domain: '${home.domain}', … })
  identifyAt(session, '${chat.url}', { domain: '${chat.domain}', … })

This page leads step by step from an empty browser to a session at the second server:

  ${home.url}/docs/walk-through.html#${walk}

Ctrl+C stops both and deletes their databases.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    docs?.kill();
    void close();
  });
}
