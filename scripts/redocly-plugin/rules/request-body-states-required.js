/** Generators and validators disagree on the default of `required`, so it is always written out. */
export const rule = () => ({
  RequestBody(body, { report, location }) {
    if (typeof body.required !== 'boolean') {
      report({ message: 'A request body says `required: true` or `required: false`.', location });
    }
  },
});
