/** Follows a node's `$ref` from the file `file`. Returns the node, and the file that its own references start from. */
export function follow(node, file, resolve) {
  if (node?.$ref === undefined) return { node, file };
  const { node: target, location } = resolve(node, file);
  return { node: target, file: location?.source.absoluteRef };
}

/** A schema of the file `file` and all its subschemas, each once. */
export function* subschemas(schema, file, resolve, keywords, seen = new Set()) {
  const { node, file: ownFile } = follow(schema, file, resolve);
  if (!node || seen.has(node)) return;
  seen.add(node);
  yield node;
  for (const part of keywords.flatMap((keyword) => node[keyword] ?? [])) {
    yield* subschemas(part, ownFile, resolve, keywords, seen);
  }
}
