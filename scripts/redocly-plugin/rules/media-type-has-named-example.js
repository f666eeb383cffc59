/** Each media type of a request or a response shows at least one named example. */
export const rule = () => ({
  MediaType(mediaType, { report, location }) {
    if (Object.keys(mediaType.examples ?? {}).length === 0) {
      report({
        message: 'A media type has at least one named example, under `examples`.',
        location,
      });
    }
  },
});
