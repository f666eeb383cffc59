import { document } from '@p2core/types/document';

/** The value of one of the contract's examples. */
export function exampleValue<T>(name: string): T {
  const example = document.components.examples?.[name] as { value: T } | undefined;
  if (example === undefined) throw new Error(`there is no example ${name}`);
  return example.value;
}

/** The value of one that is a text, such as a PEM. */
export function exampleText(name: string): string {
  const value = exampleValue<unknown>(name);
  if (typeof value !== 'string') throw new Error(`${name} is no example that is a text`);
  return value;
}
