/** Whatever a stranger can send has a limit, and the contract says which. */
export const rule = () => ({
  RequestBody(body, { report, location }) {
    if (!Number.isInteger(body['x-p2-max-content-length'])) {
      report({
        message: 'A request body gives its `x-p2-max-content-length` in octets.',
        location,
      });
    }
  },
});
