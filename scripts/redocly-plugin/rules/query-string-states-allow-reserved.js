/** Clients send `:`, `@`, `+` and `/` raw in a query; a validator refuses them unless `allowReserved` is true. */
export const rule = () => ({
  Parameter(parameter, { report, location, resolve }) {
    if (parameter.in !== 'query') return;
    const schema = resolve(parameter.schema ?? {}).node;
    if (![schema?.type].flat().includes('string')) return;
    if (typeof parameter.allowReserved !== 'boolean') {
      report({
        message: 'A query parameter says `allowReserved: true` or `allowReserved: false`.',
        location,
      });
    } else if (!parameter.allowReserved && takesReserved(parameter, schema)) {
      report({
        message: 'Its values may hold reserved characters: `allowReserved: true`.',
        location,
      });
    }
  },
});

/** No proof that it does not: a pattern may take a reserved character only in company that no example shows. */
function takesReserved(parameter, schema) {
  const pattern = new RegExp(schema.pattern ?? '', 'u');
  const examples = [parameter.example, ...(schema.examples ?? [])].map(String);
  return [':', '@', '+', '/', ...examples]
    .filter((value) => /[:@+/]/.test(value))
    .some((value) => pattern.test(value));
}
