import { document } from '@p2core/types/document';

/** The value of one of the contract's examples that is a text, such as a PEM. */
export function exampleText(name: string): string {
  const { value } = document.components.examples?.[name] as { value: unknown };
  if (typeof value !== 'string') throw new Error(`the contract's example ${name} is not a text`);
  return value;
}
