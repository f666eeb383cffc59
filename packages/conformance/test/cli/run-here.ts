import { format } from 'node:util';
import { vi } from 'vitest';
import { runCommand } from '../../dist/cli/run-command.js';

/**
 * Runs the built `p2core-conformance` in this process, where its modules are loaded already. It gives the same output
 * and exit status as `runProgram`. Take `runProgram` for standard input and the like. Only one may run at a time.
 */
export async function runHere(
  args: readonly string[],
): Promise<{ status: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' };
  const print =
    (stream: keyof typeof printed) =>
    (...values: unknown[]) => {
      printed[stream] += `${format(...values)}\n`;
    };
  const write = (stream: keyof typeof printed) => (text: string | Uint8Array) => {
    printed[stream] += text;
    return true;
  };
  const replaced = [
    vi.spyOn(console, 'log').mockImplementation(print('stdout')),
    vi.spyOn(console, 'error').mockImplementation(print('stderr')),
    vi.spyOn(process.stdout, 'write').mockImplementation(write('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(write('stderr')),
  ];
  const { exitCode } = process;
  process.exitCode = 0;
  try {
    await runCommand(args);
    return { status: process.exitCode, ...printed };
  } finally {
    process.exitCode = exitCode;
    for (const one of replaced) one.mockRestore();
  }
}
