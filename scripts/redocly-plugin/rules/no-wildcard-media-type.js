/** A range of media types does not say what is sent, and cannot be negotiated. */
export const rule = () => ({
  MediaTypesMap(mediaTypes, { report, location }) {
    for (const name of Object.keys(mediaTypes)) {
      if (name.includes('*')) {
        report({
          message: `\`${name}\` is a range; name the media types.`,
          location: location.child(name).key(),
        });
      }
    }
  },
});
