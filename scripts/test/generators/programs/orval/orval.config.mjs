export default {
  p2core: {
    input: 'openapi.query.json',
    output: {
      target: 'client.ts',
      client: 'fetch',
      baseUrl: process.env.P2CORE_URL,
      // Without this a Federation ID goes into the path as it stands, and `%41` becomes `A`.
      urlEncodeParameters: true,
    },
  },
};
