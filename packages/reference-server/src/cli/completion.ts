import tab from '@bomb.sh/tab';
import describe from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/** Prints what a shell has to read to complete the commands of `program`. It asks the hidden command `complete`. */
export function printScript(program: Command, shell: string): void {
  tab.setup(program.name(), program.name(), shell);
}

/** Prints what can stand in the place of the last word, a line each with its description. */
export function complete(program: Command, words: string[]): void {
  describe(program, { completionCommandName: 'completion' }).parse(words);
}
