/** `x-p2-rulings` names headings of rulings.md, and every ruling that a description cites is among them. */
import { readFileSync } from 'node:fs';

const rulings = new Set(
  readFileSync(new URL('../../../openapi/rulings.md', import.meta.url), 'utf8')
    .match(/^## R\d+$/gm)
    .map((heading) => heading.slice(3)),
);

export const rule = () => ({
  Operation(operation, { report, location }) {
    const named = operation['x-p2-rulings'] ?? [];
    for (const ruling of named) {
      if (!rulings.has(ruling)) report({ message: `There is no ruling ${ruling}.`, location });
    }
    for (const ruling of operation.description?.match(/\bR\d+\b/g) ?? []) {
      if (!named.includes(ruling)) {
        report({
          message: `The description cites ${ruling}; \`x-p2-rulings\` does not.`,
          location,
        });
      }
    }
  },
});
