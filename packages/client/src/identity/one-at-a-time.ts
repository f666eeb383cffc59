/** The work of this process under each name. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs one piece of work under a name at a time: among all tabs of the origin where the runtime has Web Locks, else in
 * this process.
 */
export function oneAtATime<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: LockManager };
  if (locks) return locks.request(`p2core ${name}`, work) as Promise<Result>;
  const before = queues.get(name) ?? Promise.resolve();
  const result = before.then(work);
  const over = result.then(
    () => {},
    () => {},
  );
  queues.set(name, over);
  over.then(() => {
    if (queues.get(name) === over) queues.delete(name);
  });
  return result;
}
