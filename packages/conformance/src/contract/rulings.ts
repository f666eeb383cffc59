import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A ruling of the contract. */
export interface Ruling {
  /** `R3`. */
  number: string;
  /** `GET with a body`. */
  title: string;
  /** Its sentences, on one line. */
  text: string;
}

/** The rulings that the contract ships, by number. */
export function readRulings(): ReadonlyMap<string, Ruling> {
  const file = createRequire(import.meta.url).resolve('@p2core/contract/rulings.md');
  const sections = readFileSync(file, 'utf8')
    .split(/^## (?=R\d)/m)
    .slice(1);
  return new Map(
    sections.map((section) => {
      const [, number = '', title = '', text = ''] =
        /^(R\d+)\s+\*\*(.+?)\.?\*\*\s(.*)$/s.exec(section) ?? [];
      return [number, { number, title, text: text.replace(/\s+/g, ' ').trim() }];
    }),
  );
}
