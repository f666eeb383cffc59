/** express-openapi-validator ignores the siblings of a `$ref` at the root of a request body's schema. */
export const rule = () => ({
  RequestBody: {
    MediaType(mediaType, { report, location }) {
      const { $ref, ...siblings } = mediaType.schema ?? {};
      if ($ref !== undefined && Object.keys(siblings).length > 0) {
        report({
          message: "Nothing stands beside a `$ref` at the root of a request body's schema.",
          location: location.child('schema'),
        });
      }
    },
  },
});
