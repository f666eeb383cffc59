import { toPem } from './sign.js';

const onePem = 'must be exactly one PEM block "CERTIFICATE", with nothing behind it';
const oneDer = 'must be exactly one X.509 certificate in DER, without trailing data';

/** Other PEM forms of a valid certificate that readers must accept. */
export function otherEncodings(
  der: Buffer,
): readonly (readonly [name: string, reason: string, text: string])[] {
  const pem = toPem(der);
  const base64 = der.toString('base64');
  const block = (text: string) =>
    `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
  return [
    ['text-before', 'a line of text in front of it', `subject=alice\n${pem}`],
    ['byte-order-mark', 'a byte order mark in front of it', `\uFEFF${pem}`],
    ['cr-lf', 'lines that end in CR LF', pem.replaceAll('\n', '\r\n')],
    ['white-space-around', 'white space around it', `\n \t${pem}\r\n\n`],
    ['no-last-line-feed', 'no line feed at its end', pem.trimEnd()],
    ['lines-of-76', 'lines of 76 characters', block(base64.replace(/.{76}(?!$)/g, '$&\n'))],
    ['one-line', 'all Base64 on one line', block(base64)],
  ];
}

/** Files that are not the PEM of exactly one certificate, made from the DER of a valid one. */
export function wrongEncodings(
  der: Buffer,
): readonly (readonly [rule: string, name: string, what: string, text: string])[] {
  const pem = toPem(der);
  return [
    [onePem, 'empty', 'the file is empty', ''],
    [onePem, 'two-certificates', 'there are two', pem + pem],
    [onePem, 'text-after', 'a line of text after it', `${pem}alice\n`],
    [onePem, 'empty-line', 'an empty line in the Base64', pem.replace(/(\n.{64}\n)/, '$1\n')],
    [onePem, 'empty-line-at-the-end', 'an empty line behind it', pem.replace('\n-----END', '\n$&')],
    [onePem, 'no-break-space-before', 'white space that is not ASCII', `\u00a0${pem}`],
    [onePem, 'two-byte-order-marks', 'two byte order marks in front of it', `\ufeff\ufeff${pem}`],
    [onePem, 'other-label', 'the label of a request', toPem(der, 'CERTIFICATE REQUEST')],
    [onePem, 'no-last-line', 'the last line is missing', pem.replace(/-----END.*\n/, '')],
    [oneDer, 'trailing-octet', 'an octet after it', toPem(Buffer.concat([der, Buffer.of(0)]))],
    [oneDer, 'two-in-one-block', 'a second one after it', toPem(Buffer.concat([der, der]))],
    [oneDer, 'cut-off', 'its last octet is missing', toPem(der.subarray(0, -1))],
    [
      oneDer,
      'length-too-long',
      'a length in more octets than it needs, which DER does not allow',
      toPem(Buffer.concat([Buffer.of(0x30, 0x83, 0), der.subarray(2)])),
    ],
    [
      oneDer,
      'indefinite-length',
      'an indefinite length, which DER does not allow',
      toPem(Buffer.concat([Buffer.of(0x30, 0x80), der.subarray(4), Buffer.of(0, 0)])),
    ],
    [
      'the PEM block must be well-formed Base64',
      'base64-padding-inside',
      'padding in the middle',
      pem.replace(/^(.{100})./s, '$1='),
    ],
  ];
}
