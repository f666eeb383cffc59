import fc from 'fast-check';
import { type Element, readDer } from '../../src/der/read-der.js';
import { element } from '../../src/der/write-der.js';

/** A tree of DER that may be wrong: an element has children, or octets. */
type Node = { tag: number; children: Node[] } | { tag: number; content: Uint8Array };

const octetString = 0x04;

/** Parses DER to a tree, also inside OCTET STRINGs that hold DER. */
function takeApart({ tag, content, children }: Element): Node {
  if (children.length > 0) return { tag, children: children.map(takeApart) };
  if (tag === octetString) {
    try {
      return { tag, children: [takeApart(readDer(Uint8Array.from(content), ''))] };
    } catch {
      return { tag, content };
    }
  }
  return { tag, content };
}

function nodesOf(node: Node): Node[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
}

/** Contents that some readers of DER read wrongly. */
const contents = [
  ...['', '00', '01', 'ff', '7f', '80', '0000', '0001', 'ff80', '0780', '0080', '0781', '0880'],
  ...['2a03', '2a8003', '8001', '30', '0500', '020100', '0101ff', '010100', '3003010100'],
  ...Array.from(
    ['5002010000Z', '500201000000Z', '20500201000000.5Z', '210230000000Z', '*', 'é'],
    (text) => Buffer.from(text).toString('hex'),
  ),
].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
const tags = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x30, 0x31, 0x80, 0xa0,
  0xa3,
];

type Mutation = { at: number; kind: number; pick: number };

/** One or two changes, each at one element. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ at: fc.nat(200), kind: fc.nat(9), pick: fc.nat(255) }),
  { minLength: 1, maxLength: 2 },
);

/** Applies changes to DER. The lengths of outer elements are corrected, unless the change is to a length. */
export function mutate(der: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  const root = takeApart(readDer(Uint8Array.from(der), ''));
  const nodes = nodesOf(root);
  const encodings = new Map<Node, (octets: Uint8Array) => Uint8Array>();
  const write = (node: Node): Uint8Array => {
    const octets =
      'children' in node
        ? element(node.tag, ...node.children.map(write))
        : element(node.tag, node.content);
    return encodings.get(node)?.(octets) ?? octets;
  };
  for (const { at, kind, pick } of changes) {
    const node = nodes[at % nodes.length] as Node;
    const content = contents[pick % contents.length] as Uint8Array;
    if (kind === 0) node.tag = tags[pick % tags.length] as number;
    else if (kind === 1) encodings.set(node, longerLength);
    else if (kind === 2) encodings.set(node, (octets) => Buffer.concat([octets, Buffer.of(pick)]));
    else if (!('children' in node)) {
      if (kind < 6) node.content = content;
      else if (kind < 8) node.content = flip(node.content, pick);
      else node.content = Buffer.concat([node.content, content]);
    } else if (kind < 5) node.children.push({ tag: 0x05, content: new Uint8Array() });
    else if (kind < 7) node.children.splice(pick % node.children.length, 1);
    else if (kind === 7) node.children.reverse();
    else node.children.push(node.children[pick % node.children.length] as Node);
  }
  return write(root);
}

function longerLength(octets: Uint8Array): Uint8Array {
  const [tag = 0, length = 0, ...rest] = octets;
  return length < 0x80
    ? Uint8Array.of(tag, 0x81, length, ...rest)
    : Uint8Array.of(tag, length + 1, 0, ...rest);
}

function flip(content: Uint8Array, pick: number): Uint8Array {
  const changed = Uint8Array.from(content);
  const at = pick % Math.max(1, content.length);
  if (content.length > 0) changed[at] = (changed[at] as number) ^ (1 << (pick & 7));
  return changed;
}
