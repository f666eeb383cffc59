/** `pnpm pair`: two servers that know each other, for whoever develops a client. Their databases are thrown away. */
import { pathPrefix } from '@p2core/types';
import { type Server, startPair } from './pair/start-pair.js';

const { home, chat, close } = await startPair([3000, 3001]);

const shown = ({ domain, url, adminToken }: Server) => `
  ${domain}
    API          ${url}${pathPrefix}
    Docs         ${url}/docs
    Admin token  ${adminToken}`;

console.log(`Two servers are running, and each finds the other. Anybody may register.
${shown(home)}
${shown(chat)}

A client has to be told the domains, for they are not the hosts of the URLs:

  enrol({ home: '${home.url}', domain: '${home.domain}', … })
  identifyAt(session, '${chat.url}', { domain: '${chat.domain}', … })

Ctrl+C stops both, and throws their databases away.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
