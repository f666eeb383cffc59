import { serve } from './support/serve.js';
import { aliceToken } from './support/nine-operations.js';
const s = await serve();
for (const n of [5000, 100_000, 1_000_000, 10_000_000]) for (let i=0;i<5;i++)
 for (const m of ['auth', 'no'])
  await fetch(s.url + '/.p2/core/v1/session', { method: 'DELETE', body: 'x'.repeat(n), headers: { 'Content-Type': 'application/json', ...(m === 'auth' && {Authorization: 'Bearer '+aliceToken}) } }).then(async r => console.log(n, m, r.status, (await r.text()).length), (e) => console.log(n, m, 'FAIL', e.cause?.code ?? e.cause));
await s.close();
