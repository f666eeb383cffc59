/** R4: content without a type is read as the first media type; `x-p2-default-content-type` repeats it. */
export const rule = () => ({
  Operation(operation, { report, location, resolve }) {
    const stated = operation['x-p2-default-content-type'];
    const body = operation.requestBody && resolve(operation.requestBody).node;
    const first = body && Object.keys(body.content ?? {})[0];
    if (stated !== first) {
      report({
        message: `\`x-p2-default-content-type\` is ${stated}; the first media type of the request body is ${first} (R4).`,
        location,
      });
    }
  },
});
