import { tag } from './tags.js';
import { element } from './write-der.js';

/** Writes an object identifier. */
export function objectIdentifier(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap(base128);
  return element(tag.objectIdentifier, Uint8Array.from(octets));
}

function base128(component: number): number[] {
  const septets = [component % 128];
  for (let left = Math.floor(component / 128); left > 0; left = Math.floor(left / 128)) {
    septets.unshift(0x80 | (left % 128));
  }
  return septets;
}

/**
 * The dotted form of an object identifier, from the content of its element. `readDer` has limited that to 128 octets,
 * but one component may have them all.
 */
export function toDotted(content: Uint8Array): string {
  const components: bigint[] = [];
  let component = 0n;
  for (const octet of content) {
    component = component * 128n + BigInt(octet & 0x7f);
    if (octet >= 0x80) continue;
    components.push(component);
    component = 0n;
  }
  const [both = 0n, ...rest] = components;
  const first = both < 80n ? both / 40n : 2n;
  return [first, both - first * 40n, ...rest].join('.');
}
