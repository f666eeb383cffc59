import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs `openssl` and gives its stdout. Throws with its stderr as the message where it fails. */
export function openssl(args: readonly string[], input: string | Uint8Array = ''): string {
  return execFileSync('openssl', args, { input, encoding: 'utf8', stdio: 'pipe' });
}

/** Writes each content to a temporary file, and runs `use` with the paths in the same order. */
export function withFiles<T>(contents: readonly string[], use: (...paths: string[]) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'p2core-pki-'));
  try {
    const paths = contents.map((content, index) => {
      const path = join(directory, `${index}.pem`);
      writeFileSync(path, content);
      return path;
    });
    return use(...paths);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * `openssl verify` of one certificate against one root, at a time in seconds since the epoch. Without `-x509_strict`,
 * which demands key identifiers (R29).
 */
export function verifyChain(root: string, certificate: string, time: number): string {
  return withFiles([root, certificate], (rootPath = '', path = '') =>
    openssl(['verify', '-attime', String(time), '-CAfile', rootPath, path])
      .replace(path, 'certificate')
      .trim(),
  );
}

/** The output of `openssl req -verify` for a request. Its exit status is 0 even where the signature is wrong. */
export function verifyRequest(request: string): string {
  const { stderr } = spawnSync('openssl', ['req', '-verify', '-noout'], {
    input: request,
    encoding: 'utf8',
  });
  return stderr.trim();
}

/** A subject as `openssl` prints it, most significant first, as in the DER. */
export function subjectOf(certificate: string): string {
  return openssl(['x509', '-noout', '-subject', '-nameopt', 'oneline,utf8'], certificate).trim();
}

/** The strings of a DER structure in their order, each with its ASN.1 type, as `openssl asn1parse` sees them. */
export function stringsOf(pem: string): string[] {
  const lines = openssl(['asn1parse'], pem).matchAll(/prim: (\w+STRING) +:(.*)$/gm);
  return [...lines].map(([, type, value]) => `${type} ${value}`);
}
