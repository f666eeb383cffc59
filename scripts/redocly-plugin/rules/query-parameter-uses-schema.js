/** `content` at a query parameter means a JSON document in the query, which clients do not send. */
export const rule = () => ({
  Parameter(parameter, { report, location }) {
    if (parameter.in === 'query' && (parameter.content || !parameter.schema)) {
      report({ message: 'A query parameter has a `schema` and no `content`.', location });
    }
  },
});
