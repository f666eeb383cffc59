/** Generated files by their path from the root of the repository. */
export type GeneratedFiles = Record<string, string>;

/** The text of the first line of each generated file. */
export const notice = 'Generated from openapi/ by `pnpm generate`. Do not edit.';

/** A TypeScript module that begins with the notice. */
export function typescriptFile(...statements: string[]): string {
  return `// ${notice}\n${statements.join('\n\n')}\n`;
}

/**
 * `export const name = value as const`, with a docstring. HTTP statuses become numeric keys, because `keyof` distinguishes
 * "200" from 200.
 */
export function constStatement(name: string, value: unknown, docstring: string): string {
  const literal = JSON.stringify(value, null, 2).replace(/^( *)"(\d{3})":/gm, '$1$2:');
  return `/** ${docstring} */\nexport const ${name} = ${literal} as const;`;
}
