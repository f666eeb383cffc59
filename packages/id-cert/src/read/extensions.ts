import { toDotted } from '../der/object-identifier.js';
import { type Element, readDer } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { Fields } from './fields.js';

/** An extension as it was read. */
export interface Extension {
  /** Its object identifier, dotted. */
  readonly type: string;
  /** Its name in error messages. */
  readonly label: string;
  readonly critical: boolean;
  readonly value: Element;
}

const mostExtensions = 16;

/** The extensions that this profile knows. */
const labels: Record<string, string> = {
  '2.5.29.15': 'keyUsage',
  '2.5.29.19': 'basicConstraints',
};

/**
 * Reads Extensions (RFC 5280 section 4.1), and checks each down to the last element of its value.
 *
 * @param rule the rule for the structure that contains them
 * @throws {IdCertError} `malformed`
 */
export function readExtensions(element: Element, rule: string): readonly Extension[] {
  strict(
    element.tag === tags.sequence && element.children.length > 0,
    rule,
    'it has no extensions',
  );
  demand(
    element.children.length <= mostExtensions,
    `there must be at most ${mostExtensions} extensions`,
  );
  const extensions = element.children.map((child) => readExtension(child, rule));
  const types = new Set(extensions.map(({ type }) => type));
  demand(types.size === extensions.length, 'no extension may occur twice');
  return extensions;
}

function readExtension(element: Element, rule: string): Extension {
  const fields = new Fields(element, rule);
  const type = toDotted(fields.take(tags.objectIdentifier).content);
  const critical = fields.takeIf(tags.boolean);
  const { content } = fields.take(tags.octetString);
  fields.end();
  const label = labels[type] ?? `the extension ${type}`;
  strict(critical?.content[0] !== 0, rule, 'a default value is encoded');
  return {
    type,
    label,
    critical: critical !== undefined,
    value: readDer(content, `${label} must be well-formed`),
  };
}

/**
 * Checks that the extensions that the profile knows are critical, and no others (RFC 5280 section 4.2).
 *
 * @throws {IdCertError} `malformed`
 */
export function checkCriticality(extensions: readonly Extension[]): void {
  for (const { type, label, critical } of extensions) {
    const isKnown = labels[type] !== undefined;
    demand(!isKnown || critical, `${label} must be critical`);
    demand(isKnown || !critical, `${label} must not be critical, as it is not known here`);
  }
}

/** basicConstraints (RFC 5280 section 4.2.1.9). */
interface BasicConstraints {
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
}

/** Reads basicConstraints. Without the extension CA is false. */
export function readBasicConstraints(extensions: readonly Extension[]): BasicConstraints {
  const extension = extensions.find(({ label }) => label === 'basicConstraints');
  if (extension === undefined) return { isCa: false, pathLength: undefined };
  const rule = 'basicConstraints must be well-formed';
  const fields = new Fields(extension.value, rule);
  const isCa = fields.takeIf(tags.boolean);
  const pathLength = fields.takeIf(tags.integer)?.content;
  fields.end();
  strict(isCa?.content[0] !== 0, rule, 'a default value is encoded');
  strict(pathLength === undefined || isCa !== undefined, rule, 'a path length needs CA true');
  strict(pathLength === undefined || (pathLength[0] as number) < 0x80, rule, 'it is negative');
  return {
    isCa: isCa !== undefined,
    pathLength: pathLength?.reduce((sum, octet) => sum * 256 + octet, 0),
  };
}

/** The key usages that the profile knows, by their bit (RFC 5280 section 4.2.1.3). */
const uses = {
  digitalSignature: 0,
  contentCommitment: 1,
  keyAgreement: 4,
  keyCertSign: 5,
  encipherOnly: 7,
  decipherOnly: 8,
} as const;

/** Whether keyUsage has a usage. */
type HasUse = (use: keyof typeof uses) => boolean;

/** Reads keyUsage. Without the extension it has no usage. */
export function readKeyUsage(extensions: readonly Extension[]): HasUse {
  const extension = extensions.find(({ label }) => label === 'keyUsage');
  if (extension === undefined) return () => false;
  const rule = 'keyUsage must be well-formed';
  const { tag, content } = extension.value;
  strict(tag === tags.bitString, rule, 'it is no BIT STRING');
  const [unused = 0, ...octets] = content;
  const last = octets.at(-1);
  const isShortest = last === undefined || ((last >> unused) & 1) === 1;
  strict(isShortest, rule, 'it has trailing zero bits');
  const hasUse: HasUse = (use) => {
    const bit = uses[use];
    return (((octets[bit >> 3] ?? 0) << (bit & 7)) & 0x80) !== 0;
  };
  strict(
    hasUse('keyAgreement') || !(hasUse('encipherOnly') || hasUse('decipherOnly')),
    rule,
    'encipherOnly and decipherOnly need keyAgreement',
  );
  return hasUse;
}
