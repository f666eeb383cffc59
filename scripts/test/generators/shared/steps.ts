/** Prints `step`, and `ok` or the failure. */
export async function check(step: string, seen: () => unknown): Promise<void> {
  try {
    const outcome = await seen();
    console.log(step, outcome === true ? 'ok' : `gave ${outcome}`);
  } catch (error) {
    console.log(step, `threw ${String(error).split('\n', 1)}`);
  }
}

export function env(name: string): string {
  return process.env[`P2CORE_${name}`] ?? '';
}

export function isCertificate(pem: unknown): boolean {
  return typeof pem === 'string' && pem.startsWith('-----BEGIN CERTIFICATE-----\n');
}
