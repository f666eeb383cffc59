/** With `allowReserved`, generated clients send `a&b=c` as it is, and the server reads another value. */
export const rule = () => ({
  Parameter({ in: location, allowReserved }, { report, location: place }) {
    if (location !== 'query' || !allowReserved) return;
    report({
      message: 'A query parameter is percent-encoded: no `allowReserved`.',
      location: place,
    });
  },
});
