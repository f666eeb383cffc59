/** Clients send `:`, `@`, `+` and `/` raw in a query; a validator refuses them unless `allowReserved` is true. */
export const rule = () => ({
  Parameter(parameter, { report, location, resolve }) {
    if (parameter.in !== 'query') return;
    const schema = resolve(parameter.schema ?? {}).node;
    if (schema?.type !== 'string') return;
    const takesReserved = [':', '@', '+', '/'].some((character) =>
      new RegExp(schema.pattern ?? '', 'u').test(character),
    );
    if (takesReserved && parameter.allowReserved !== true) {
      report({
        message: 'Its values may hold reserved characters: `allowReserved: true`.',
        location,
      });
    }
  },
});
