/** Prints one line and ends the program, because its port is taken. */
export function cannotListen({ message }: Error): void {
  console.error(`${message}: set PORT to a free port`);
  process.exitCode = 1;
}
