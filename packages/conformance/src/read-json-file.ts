import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from './usage-error.js';

/**
 * Reads a file of the tester's; `-` is standard input.
 *
 * @throws {UsageError} where it cannot be read or is not JSON
 */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file === '-' ? 'standard input' : file}: ${(error as Error).message}`);
  }
}
