import type { Application } from '@p2core/server';

/** An application whose requests wait until `open` gets the application that serves them. */
export function requestGate(): { app: Application; open(serving: Application): void } {
  let open: (serving: Application) => void = () => {};
  const opened = new Promise<Application>((resolve) => {
    open = resolve;
  });
  let current: Application = async (...exchange) => (await opened)(...exchange);
  return {
    app: (...exchange) => current(...exchange),
    open(serving) {
      current = serving;
      open(serving);
    },
  };
}
