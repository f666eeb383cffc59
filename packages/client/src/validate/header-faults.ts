/** What the contract says of the header fields of an answer. */
export type DeclaredHeaders = Readonly<
  Record<string, { required: boolean; pattern: string | null }>
>;

/** The ways in which header fields break the contract. Fields that it does not name are legal. */
export function headerFaults(declared: DeclaredHeaders, headers: Headers): string[] {
  return Object.entries(declared).flatMap(([name, { required, pattern }]) => {
    const value = headers.get(name);
    if (value === null) return required ? [`/headers/${name}: is missing`] : [];
    return pattern === null || new RegExp(pattern, 'u').test(value)
      ? []
      : [`/headers/${name}: does not match ${pattern}`];
  });
}
