import type { Command } from 'commander';
import { variableOf } from './variables.js';

/** Makes a command and its subcommands answer a wrong usage with one line that tells the right one. */
export function tellUsage(command: Command, above = ''): void {
  const path = `${above}${command.name()}`;
  const usage = `${path} ${command.usage()}`;
  command.configureOutput({
    outputError: (text, write) => write(`${withRemedy(text, path, usage)}\n`),
  });
  for (const below of command.commands) tellUsage(below, `${path} `);
}

/** An error in one line. For an unknown option it names the variable to set, if there is one. */
function withRemedy(text: string, path: string, usage: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  const [, option] = /unknown option '(--[^'=]+)/.exec(line) ?? [];
  const variable = option && variableOf(option);
  if (variable) return `error: there is no option ${option}: set the variable ${variable}`;
  if (line.includes('Did you mean')) return line;
  return /argument '|too many arguments/.test(line)
    ? `${line} Usage: ${usage}`
    : `${line}${line.endsWith('.') ? '' : ';'} see ${path} --help`;
}
