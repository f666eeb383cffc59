/** Writes the serial number of a certificate, in hex as the store has it, as the contract does: decimal. */
export function toDecimal(hex: string): string {
  return BigInt(`0x${hex}`).toString();
}

/** Writes a decimal serial number as the store has it: whole octets, in lower-case hex. */
export function hexOfDecimal(decimal: string): string {
  const hex = BigInt(decimal).toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}
