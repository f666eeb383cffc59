/** Rules for the contract beyond Redocly's own. Each is a file in `rules/`, with its name in redocly.yaml. */
import { readdirSync } from 'node:fs';

const folder = new URL('./rules/', import.meta.url);

const rules = {};
for (const file of readdirSync(folder)) {
  const { rule } = await import(new URL(file, folder).href);
  rules[file.replace(/\.js$/, '')] = rule;
}

/** The Redocly plugin `p2`. */
export default function p2Plugin() {
  return { id: 'p2', rules: { oas3: rules } };
}
