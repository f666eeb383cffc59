import type { Application } from '@p2core/server';

/** Makes an application of several: each answers a request, or passes it to the one after it. */
export function inOrder(...applications: readonly Application[]): Application {
  return applications.reduceRight<Application>(
    (rest, application) => (request, response, next) =>
      application(request, response, (error) =>
        error === undefined ? rest(request, response, next) : next(error),
      ),
    (_request, _response, next) => next(),
  );
}
