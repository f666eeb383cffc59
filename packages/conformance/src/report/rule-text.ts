import { readRulings } from '../contract/rulings.js';

const rulings = readRulings();

/** What a case rests on, in a sentence or some: a ruling with its words, or where else to look. */
export function ruleText(basis: string): string {
  const ruling = rulings.get(basis);
  if (ruling) return `${basis}, ${ruling.title}: ${ruling.text}`;
  if (basis === 'page')
    return "page: the operation's section on the protocol's page of core routes";
  return `${basis}: what the OpenAPI document declares`;
}
