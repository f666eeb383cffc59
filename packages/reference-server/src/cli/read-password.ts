import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { OperatorError } from '../operator/errors.js';

/** More than any password, in UTF-16 units. */
const mostUnits = 4096;

/**
 * Reads a password: at a terminal without showing it, twice; else the first line of standard input.
 *
 * @throws {OperatorError} where there is none, or the two differ
 */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readFirstLine();
  const password = await askHidden('Password: ');
  if ((await askHidden('Once more: ')) !== password) {
    throw new OperatorError('the two passwords differ');
  }
  return password;
}

async function readFirstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n') || text.length > mostUnits) break;
  }
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line === '') throw new OperatorError('give the password on standard input');
  return line;
}

function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    terminal.on('SIGINT', () => terminal.close());
    terminal.on('close', () => reject(new OperatorError('no password was given')));
    terminal.question('', (answer) => {
      process.stderr.write('\n');
      resolve(answer);
      terminal.close();
    });
  });
}
