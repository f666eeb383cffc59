/**
 * `x-p2-rulings` and every description name headings of rulings.md, and every ruling that an operation's description
 * cites is among its `x-p2-rulings`.
 */
import { readFileSync } from 'node:fs';

const rulings = new Set(
  readFileSync(new URL('../../../openapi/rulings.md', import.meta.url), 'utf8')
    .match(/^## R\d+$/gm)
    .map((heading) => heading.slice(3)),
);

export const rule = () => ({
  any: {
    enter(node, { report, location }) {
      for (const ruling of cited(node?.description)) {
        if (!rulings.has(ruling)) report({ message: `There is no ruling ${ruling}.`, location });
      }
    },
  },
  Operation(operation, { report, location }) {
    const named = operation['x-p2-rulings'] ?? [];
    for (const ruling of named) {
      if (!rulings.has(ruling)) report({ message: `There is no ruling ${ruling}.`, location });
    }
    for (const ruling of cited(operation.description)) {
      if (rulings.has(ruling) && !named.includes(ruling)) {
        report({
          message: `The description cites ${ruling}; \`x-p2-rulings\` does not.`,
          location,
        });
      }
    }
  },
});

function cited(description) {
  return typeof description === 'string' ? (description.match(/\bR\d+\b/g) ?? []) : [];
}
