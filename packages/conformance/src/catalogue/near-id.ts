import leven from 'leven';

/** What a message about an unknown ID says next: the nearest ID, where one is near, and how to see all. */
export function whereToLook(id: string, ids: Iterable<string>): string {
  const near = nearest(id, ids);
  return near === undefined
    ? '; --list shows them all'
    : `; did you mean ${near}? --list shows them all`;
}

/** The ID that differs least, in a third of its letters at most. */
function nearest(id: string, ids: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.floor(id.length / 3) + 1;
  for (const known of ids) {
    const distance = leven(id, known, { maxDistance: least });
    if (distance < least) [best, least] = [known, distance];
  }
  return best;
}
