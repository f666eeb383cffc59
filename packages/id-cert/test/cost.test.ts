/** Reading a hostile certificate costs no more time an octet than reading a valid one. */

import { readVectorFile } from '@p2core/testing/vectors';
import { expect, test } from 'vitest';
import { IdCertError, readIdCert } from '../src/index.js';
import { toPem } from './support/make.js';

const largest = readVectorFile('certificates/valid-octets-8192.pem');
const fill = (octets: number[], length = 8000) =>
  Uint8Array.from({ length }, (_, index) => octets[index % octets.length] ?? 0);

function tlv(tag: number, content: Uint8Array): Uint8Array {
  return Uint8Array.of(tag, 0x82, content.length >> 8, content.length & 0xff, ...content);
}

/** As many nested SEQUENCEs as fit. */
function nested(): Uint8Array {
  let inner: Uint8Array = new Uint8Array();
  while (inner.length < 120) inner = Uint8Array.of(0x30, inner.length, ...inner);
  while (inner.length < 250) inner = Uint8Array.of(0x30, 0x81, inner.length, ...inner);
  while (inner.length < 8180) inner = tlv(0x30, inner);
  return inner;
}

const hostile: Record<string, string> = {
  'an object identifier of 8000 components': toPem('CERTIFICATE', tlv(0x30, tlv(6, fill([1])))),
  'an object identifier of one component': toPem('CERTIFICATE', tlv(0x30, tlv(6, fill([0x81])))),
  'empty elements': toPem('CERTIFICATE', tlv(0x30, fill([0x30, 0]))),
  'nested elements': toPem('CERTIFICATE', nested()),
  'a SET of many equal elements': toPem('CERTIFICATE', tlv(0x31, fill([0x30, 0]))),
  'a string of two-octet characters': toPem(
    'CERTIFICATE',
    tlv(0x30, tlv(0x0c, fill([0xc3, 0xa9]))),
  ),
  'a certificate of a megabyte': toPem('CERTIFICATE', fill([0x30, 0], 2 ** 20)),
  'a megabyte of white space': `-----BEGIN CERTIFICATE-----${' \n'.repeat(2 ** 19)}-----END CERTIFICATE-----`,
  'a megabyte of text in front of it': `${'-----BEGIN'.repeat(2 ** 17)}\n${largest}`,
  'a megabyte of first lines': '-----BEGIN CERTIFICATE-----\n'.repeat(2 ** 15),
};

function microseconds(read: () => void): number {
  const runs = Array.from({ length: 9 }, () => {
    const start = performance.now();
    read();
    return performance.now() - start;
  });
  return Math.min(...runs) * 1000;
}

function refused(pem: string): void {
  try {
    readIdCert(pem);
  } catch (error) {
    if (!(error instanceof IdCertError)) throw error;
  }
}

const usual = microseconds(() => readIdCert(largest));

test.each(Object.entries(hostile))(
  'reading %s costs at most 30 times as much an octet as reading a valid certificate',
  (_, pem) => {
    const times = Math.max(1, pem.length / largest.length);
    expect(microseconds(() => refused(pem))).toBeLessThan(usual * times * 30);
  },
);
