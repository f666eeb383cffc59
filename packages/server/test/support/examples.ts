import { document } from '@p2core/types/document';

/** The value of one of the contract's examples that is a text, such as a PEM. */
export function exampleText(name: string): string {
  const example = document.components.examples?.[name] as { value: unknown } | undefined;
  if (typeof example?.value !== 'string') throw new Error(`${name} is no example that is a text`);
  return example.value;
}
