import { follow, subschemas } from '../subschemas.js';

/** R3: each member of a GET body may come as a query parameter of the same name. */
export const rule = () => ({
  PathItem({ get, parameters = [] }, { report, location, resolve }) {
    if (!get?.requestBody) return;
    const inQuery = [...parameters, ...(get.parameters ?? [])]
      .map((parameter) => resolve(parameter).node)
      .filter((parameter) => parameter?.in === 'query')
      .map(({ name }) => name);

    const body = follow(get.requestBody, location.source.absoluteRef, resolve);
    const keywords = ['allOf', 'anyOf', 'oneOf'];
    const members = Object.values(body.node?.content ?? {})
      .flatMap(({ schema }) => [...subschemas(schema, body.file, resolve, keywords)])
      .flatMap(({ properties }) => Object.keys(properties ?? {}));
    for (const name of new Set(members)) {
      if (!inQuery.includes(name)) {
        report({
          message: `The body's member \`${name}\` needs a query parameter of the same name (R3).`,
          location: location.child(['get', 'requestBody']),
        });
      }
    }
  },
});
