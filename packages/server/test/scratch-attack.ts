import { serve } from './support/serve.js';
import { rawRequest as r, RawConnection, sendRaw } from './support/raw-connection.js';
import { adminToken, aliceToken } from './support/nine-operations.js';
const s = await serve();
const A: [string,string] = ['Authorization', `Bearer ${aliceToken}`];
const J: [string,string] = ['Content-Type', 'application/json'];
const P = '/.p2/core/v1';
async function t(name: string, octets: string|Buffer, opt = {}) {
  const n = s.log.length;
  try { const a = await sendRaw(s.port, octets, opt); console.log(name, '→', a ? `${a.status} ${a.body.slice(0,300)} ${a.headers.connection}` : 'CLOSED'); } catch (e) { console.log(name, '→ FAIL', (e as Error).message); }
  for (const l of s.log.slice(n)) console.log('     LOG', JSON.stringify(l).slice(0,300), l.err);
}
await t('dup auth challenge', r('GET', P+'/challenge', [A,A]));
await t('dup ct challenge', r('GET', P+'/challenge', [J,J]));
await t('dup host', `GET ${P}/challenge HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`);
await t('no host', `GET ${P}/challenge HTTP/1.1\r\n\r\n`);
await t('http1.0', `GET ${P}/challenge HTTP/1.0\r\n\r\n`);
await t('connect', `CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n`);
await t('connect path', `CONNECT ${P}/challenge HTTP/1.1\r\nHost: a\r\n\r\n`);
await t('options *', `OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n`);
await t('absolute', `GET http://x${P}/challenge?x=1 HTTP/1.1\r\nHost: a\r\n\r\n`);
await t('upgrade', r('GET', P+'/challenge', [['Connection','Upgrade'],['Upgrade','websocket']]));
await t('null body', r('GET', P+'/idcert/server', [J], 'null'));
await t('array body', r('GET', P+'/idcert/server', [J], '[]'));
await t('string body', r('GET', P+'/idcert/server', [J], '"x"'));
await t('number body', r('GET', P+'/idcert/server', [J], '3'));
await t('delete null', r('DELETE', P+'/session', [A,J], 'null'));
await t('delete array', r('DELETE', P+'/session', [A,J], '[1]'));
await t('delete proto', r('DELETE', P+'/session', [A,J], '{"__proto__":{"session_id":"x"}}'));
await t('bom', r('DELETE', P+'/session', [A,J], Buffer.from('\ufeff{"session_id":"x"}')));
await t('ts float', r('GET', P+'/idcert/server', [J], '{"timestamp":1.5}'));
await t('ts bool', r('GET', P+'/idcert/server', [J], '{"timestamp":true}'));
await t('ts 1e3', r('GET', P+'/idcert/server', [J], '{"timestamp":1e3}'));
await t('ts -0', r('GET', P+'/idcert/server', [J], '{"timestamp":-0}'));
await t('ts null', r('GET', P+'/idcert/server', [J], '{"timestamp":null}'));
await t('ts []', r('GET', P+'/idcert/server', [J], '{"timestamp":["1"]}'));
await t('ts empty q', r('GET', P+'/idcert/server?timestamp='));
await t('ts bracket q', r('GET', P+'/idcert/server?timestamp[]=1&timestamp[a]=2'));
await t('both bad', r('GET', P+'/idcert/actor/alice?timestamp=x&session_id='));
await t('pct', r('GET', P+'/idcert/actor/%zz'));
await t('pct00', r('GET', P+'/idcert/actor/%00'));
await t('pct2f', r('GET', P+'/idcert/actor/a%2fb@c'));
await t('pctff', r('GET', P+'/idcert/actor/%ff@c'));
await t('dots', r('GET', P+'/idcert/../challenge'));
await t('dots actor', r('GET', P+'/idcert/actor/..'));
await t('proto actor', r('GET', P+'/idcert/actor/__proto__'));
await t('long path', r('GET', P+'/idcert/actor/'+'a'.repeat(10000)+'@b'));
await t('too long path', r('GET', P+'/idcert/actor/'+'a'.repeat(20000)+'@b'));
await t('too long header', r('GET', P+'/challenge', [['X', 'a'.repeat(20000)]]));
await t('bad pct, unknown', r('GET', P+'/%zz'));
await t('ct: chunked empty, wrong ct', `DELETE ${P}/session HTTP/1.1\r\nHost: a\r\nContent-Type: x/y\r\nAuthorization: Bearer ${aliceToken}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
await t('challenge chunked empty w ct', `GET ${P}/challenge HTTP/1.1\r\nHost: a\r\nContent-Type: x/y\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
await t('challenge chunked', `GET ${P}/challenge HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`);
await t('gzip, chunked', `GET ${P}/challenge HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`);
await t('bad chunk', `GET ${P}/idcert/server HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\na\r\n0\r\n\r\n`);
await t('bad chunk challenge', `GET ${P}/challenge HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\na\r\n0\r\n\r\n`);
await t('accept json charset', r('GET', P+'/challenge', [['Accept','application/json; charset=utf-8']]));
await t('accept empty', r('GET', P+'/challenge', [['Accept','']]));
await t('if-none-match * w ratelimit', r('GET', P+'/idcert/server', [['If-None-Match','*']]));
await t('expect', r('DELETE', P+'/session', [A,J,['Expect','100-continue']], '{"session_id":"x"}'));
await t('expect weird', r('DELETE', P+'/session', [A,J,['Expect','x']], '{"session_id":"x"}'));
await t('two cl', `GET ${P}/idcert/server HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}`);
await t('cl +2', `GET ${P}/idcert/server HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}`);
await t('cl huge', `GET ${P}/idcert/server HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n{}`);
await t('cl big', `GET ${P}/idcert/server HTTP/1.1\r\nHost: a\r\nContent-Length: 9007199254740993\r\n\r\n{}`);
await t('unauth big', r('DELETE', P+'/session', [J], 'x'.repeat(1_000_000)));
await t('413 1MB', r('DELETE', P+'/session', [A,J], 'x'.repeat(1_000_000)));
await t('413 10MB', r('DELETE', P+'/session', [A,J], 'x'.repeat(10_000_000)));
await t('404 10MB', r('POST', P+'/xx', [A,J], 'x'.repeat(10_000_000)));
// keep-alive after 413 with chunked
{
  const c = await RawConnection.open(s.port);
  const chunk = 'x'.repeat(8000);
  c.write(`DELETE ${P}/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer ${aliceToken}\r\nTransfer-Encoding: chunked\r\n\r\n` + `1f40\r\n${chunk}\r\n`.repeat(6) + '0\r\n\r\n' + r('GET', P+'/challenge').toString());
  const a = await c.next(); console.log('chunked 48K', a?.status, a?.headers.connection);
  try { const b = await c.next(); console.log('next', b?.status); } catch (e) { console.log('HANG', (e as Error).message.slice(0,50)); }
}
{
  const c = await RawConnection.open(s.port);
  c.write(r('DELETE', P+'/session', [A,J], 'x'.repeat(50_000)));
  c.write(r('GET', P+'/challenge').toString());
  const a = await c.next(); console.log('cl 50K', a?.status, a?.headers.connection);
  try { const b = await c.next(); console.log('next', b?.status); } catch (e) { console.log('HANG', (e as Error).message.slice(0,50)); }
}
// garbage half-open
{
  const c = await RawConnection.open(s.port);
  c.write('GARBAGE\r\n\r\n');
  console.log('garbage', (await c.next())?.status);
}
await t('admin rotate w text/plain', r('PUT', P+'/key/server', [['Authorization', `Bearer ${adminToken}`],['Accept','text/plain']]));
await t('post large accept', r('GET', P+'/idcert/server', [['Accept', 'a/b,'.repeat(3500)]]));
await t('header proto', r('GET', P+'/challenge', [['__proto__', 'x'], ['constructor','y']]));
s.close();
