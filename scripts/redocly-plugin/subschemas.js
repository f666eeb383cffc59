/** The node that a node of the file `file` stands for, and the file that its own references start from. */
export function follow(node, file, resolve) {
  if (node?.$ref === undefined) return { node, file };
  const { node: target, location } = resolve(node, file);
  return { node: target, file: location?.source.absoluteRef };
}

/** A schema of the file `file`, and all that stand below it by the keywords, each once. */
export function* subschemas(schema, file, resolve, keywords, seen = new Set()) {
  const { node, file: ownFile } = follow(schema, file, resolve);
  if (!node || seen.has(node)) return;
  seen.add(node);
  yield node;
  for (const part of keywords.flatMap((keyword) => node[keyword] ?? [])) {
    yield* subschemas(part, ownFile, resolve, keywords, seen);
  }
}
