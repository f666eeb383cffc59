/** Generators for Go take `anyOf` of two schemas, but no schema of two types. */
export const rule = () => ({
  Schema({ type }, { report, location }) {
    if (Array.isArray(type) && type.filter((name) => name !== 'null').length > 1) {
      report({
        message: 'A schema has one type besides null; use `anyOf` for several.',
        location: location.child('type'),
      });
    }
  },
});
