/** A schema of events that names the schema of the data for each known opcode of a namespace. */
interface EventSchema {
  'x-p2-event-data': Record<string, Record<string, string>>;
}

/**
 * A copy of the tree that also says `x-p2-event-data` as JSON Schema: an event has another namespace or opcode, or its data
 * has that schema (R15). The contract itself does not say it so, because many generators cannot read it.
 */
export function constrainEventData(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(constrainEventData);
  if (typeof node !== 'object' || node === null) return node;
  const constrained = Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, constrainEventData(member)]),
  );
  return 'x-p2-event-data' in node
    ? { ...constrained, allOf: conditions(node as EventSchema) }
    : constrained;
}

function conditions({ 'x-p2-event-data': namespaces }: EventSchema): object[] {
  return Object.entries(namespaces).flatMap(([n, opcodes]) =>
    Object.entries(opcodes).map(([op, schema]) => ({
      anyOf: [
        { not: { properties: { n: { const: n }, op: { const: op } } } },
        { properties: { d: { $ref: `#/components/schemas/${schema}` } } },
      ],
    })),
  );
}
