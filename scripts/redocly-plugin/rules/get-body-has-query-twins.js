/** R3: each member of a GET body may come as a query parameter of the same name and schema. */
export const rule = () => ({
  Operation(operation, { report, location, resolve, key }) {
    if (key !== 'get' || !operation.requestBody) return;
    const parameters = (operation.parameters ?? []).map((parameter) => resolve(parameter).node);
    const body = resolve(operation.requestBody).node;
    for (const mediaType of Object.values(body.content)) {
      const schema = resolve(mediaType.schema).node;
      for (const name of Object.keys(schema.properties ?? {})) {
        if (!parameters.some((parameter) => parameter.in === 'query' && parameter.name === name)) {
          report({
            message: `The body's member \`${name}\` needs a query parameter of the same name (R3).`,
            location: location.child('requestBody'),
          });
        }
      }
    }
  },
});
