import { readRulings } from '../contract/rulings.js';

const rulings = readRulings();

/** The source of a case's demand in words: a ruling with its text, or the place to look. */
export function ruleText(basis: string): string {
  const ruling = rulings.get(basis);
  if (ruling) return `${basis}, ${ruling.title}: ${ruling.text}`;
  if (basis === 'page')
    return "page: the operation's section on the protocol's page of core routes";
  return `${basis}: what the OpenAPI document declares`;
}
