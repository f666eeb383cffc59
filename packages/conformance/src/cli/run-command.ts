import { CommanderError } from 'commander';
import { UsageError } from '../run/usage-error.js';
import { createProgram } from './program.js';

const couldNotRun = 2;

/** Runs the command `p2core-conformance` with these arguments. It sets the exit status of the process. */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await createProgram().exitOverride().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : couldNotRun;
    } else {
      console.error(error instanceof UsageError ? `p2core-conformance: ${error.message}` : error);
      process.exitCode = couldNotRun;
    }
  }
}
