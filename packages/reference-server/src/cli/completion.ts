import tab from '@bomb.sh/tab';
import describe from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/**
 * Prints the script that makes a shell complete the commands of `program`. The script calls the hidden command
 * `complete`.
 */
export function printScript(program: Command, shell: string): void {
  tab.setup(program.name(), program.name(), shell);
}

/** Prints the completions of the last word, one line each with its description. */
export function complete(program: Command, words: string[]): void {
  describe(program, { completionCommandName: 'completion' }).parse(words);
}
