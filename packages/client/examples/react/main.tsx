import { createRoot } from 'react-dom/client';
import { IdCertsByHooks } from './openapi-react-query.js';
import { IdCertsByPlainClient } from './plain-client.js';

/** Both in one page, for the actor of `?fid=alice@localhost`. */
const fid = new URLSearchParams(location.search).get('fid') ?? 'alice@localhost';

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <>
    <section id="hooks">
      <IdCertsByHooks fid={fid} />
    </section>
    <section id="plain">
      <IdCertsByPlainClient fid={fid} />
    </section>
  </>,
);
