/** Validators do not check integer formats (`uint64` above all), so the bounds are written out. */
export const rule = () => ({
  Schema(schema, { report, location }) {
    const types = [schema.type].flat();
    if (!types.includes('integer')) return;
    for (const bound of ['minimum', 'maximum']) {
      if (schema[bound] === undefined) {
        report({ message: `An integer has a \`${bound}\`.`, location });
      }
    }
  },
});
