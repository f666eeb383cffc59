import { follow, subschemas } from '../subschemas.js';

/**
 * R3: each member of a GET or DELETE body may come as a query parameter of the same name; a list may come as the only
 * query parameter.
 */
export const rule = () => ({
  PathItem({ get, delete: remove, parameters = [] }, { report, location, resolve }) {
    check('get', get);
    check('delete', remove);

    function check(method, operation) {
      if (!operation?.requestBody) return;
      const inQuery = [...parameters, ...(operation.parameters ?? [])]
        .map((parameter) => resolve(parameter).node)
        .filter((parameter) => parameter?.in === 'query')
        .map(({ name }) => name);
      const at = location.child([method, 'requestBody']);

      const body = follow(operation.requestBody, location.source.absoluteRef, resolve);
      const keywords = ['allOf', 'anyOf', 'oneOf'];
      const schemas = Object.values(body.node?.content ?? {}).flatMap(({ schema }) => [
        ...subschemas(schema, body.file, resolve, keywords),
      ]);
      const members = schemas.flatMap(({ properties }) => Object.keys(properties ?? {}));
      for (const name of new Set(members)) {
        if (inQuery.includes(name)) continue;
        report({
          message: `The body's member \`${name}\` needs a query parameter of the same name (R3).`,
          location: at,
        });
      }
      if (schemas.some(({ type }) => type === 'array') && inQuery.length !== 1) {
        report({ message: 'A body that is a list needs one query parameter (R3).', location: at });
      }
    }
  },
});
