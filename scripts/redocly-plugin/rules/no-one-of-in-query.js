import { subschemas } from '../subschemas.js';

/** express-openapi-validator coerces query values; then several branches of a `oneOf` match, and it answers 400. */
export const rule = () => ({
  Parameter(parameter, { report, location, resolve }) {
    if (parameter.in !== 'query') return;
    const file = location.source.absoluteRef;
    const keywords = ['allOf', 'anyOf', 'oneOf', 'items'];
    if ([...subschemas(parameter.schema, file, resolve, keywords)].some(({ oneOf }) => oneOf)) {
      report({
        message: 'A query parameter uses `anyOf` where it would use `oneOf`.',
        location: location.child('schema'),
      });
    }
  },
});
