import { methodExample } from '../../codegen/client/method-example.js';
import type { Contract, Operation } from '../../codegen/contract.js';

/** The request with `@p2core/client`, which chooses media types by itself. */
export function clientSample(document: Contract, operation: Operation): string {
  const { servers } = document;
  const [{ variables = {} } = {}] = servers;
  const token = operation.security?.length === 0 ? '' : ', token: process.env.P2CORE_TOKEN';
  const lines = methodExample(document, operation, String).map((line) =>
    line.replace(/body: '-----BEGIN.*?'/, "body: readFileSync('id-cert.pem', 'utf8')"),
  );
  const readsFile = lines.some((line) => line.includes('readFileSync'));
  return `${readsFile ? "import { readFileSync } from 'node:fs';\n" : ''}import { createClient } from '@p2core/client';

const client = createClient({ baseUrl: 'https://${variables.domain?.default}'${token} });
${lines.join('\n')}
`;
}
