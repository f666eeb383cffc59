/** `prefixItems` without bounds accepts shorter and longer arrays. */
export const rule = () => ({
  Schema(schema, { report, location }) {
    if (!schema.prefixItems) return;
    for (const bound of ['minItems', 'maxItems']) {
      if (schema[bound] === undefined) {
        report({ message: `\`prefixItems\` needs \`${bound}\`.`, location });
      }
    }
  },
});
