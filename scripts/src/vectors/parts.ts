import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
} from '@peculiar/x509';

/** One relative distinguished name in the library's form. */
export type Rdn = Record<string, Record<string, string>[]>;

const types = {
  cn: '2.5.4.3',
  dc: '0.9.2342.19200300.100.1.25',
  uid: '0.9.2342.19200300.100.1.1',
  sid: '0.9.2342.19200300.100.1.44',
};

/** One relative distinguished name each: `cn`, `dc`, `uid`, `sid` (uniqueIdentifier), `ou`. */
export const cn = (value: string, type = 'utf8String'): Rdn => ({
  [types.cn]: [{ [type]: value }],
});
export const dc = (value: string, type = 'ia5String'): Rdn => ({ [types.dc]: [{ [type]: value }] });
export const uid = (value: string, type = 'utf8String'): Rdn => ({
  [types.uid]: [{ [type]: value }],
});
export const sid = (value: string, type = 'ia5String'): Rdn => ({
  [types.sid]: [{ [type]: value }],
});
export const ou = (value: string): Rdn => ({ '2.5.4.11': [{ utf8String: value }] });

/** The name of home.example.com. */
export const homeName: readonly Rdn[] = [dc('com'), dc('example'), dc('home')];

/** alice's name, except for the given parts. */
export function rightSubject(
  parts: Partial<Record<'cn' | 'dc' | 'uid' | 'sid' | 'more', readonly Rdn[]>> = {},
): readonly Rdn[] {
  const own = {
    cn: [cn('alice')],
    dc: homeName,
    uid: [uid('alice@home.example.com')],
    sid: [sid('593b30d80c9843939331988281b46782')],
    more: [],
    ...parts,
  };
  return [...own.cn, ...own.dc, ...own.uid, ...own.sid, ...own.more];
}

export const basicConstraints = (isCa: boolean, pathLength?: number, critical = true): Extension =>
  new BasicConstraintsExtension(isCa, pathLength, critical);

export const keyUsage = (flags: (keyof typeof KeyUsageFlags)[], critical = true): Extension =>
  new KeyUsagesExtension(
    flags.reduce((sum, flag) => sum | KeyUsageFlags[flag], 0),
    critical,
  );

/** An extension with these octets as its value, valid or not. */
export const rawExtension = (type: string, critical: boolean, hex: string): Extension =>
  new Extension(type, critical, Buffer.from(hex, 'hex'));
