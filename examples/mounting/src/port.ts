/** Where the program listens: `PORT`, or 3000. */
export const port = Number(process.env.PORT ?? 3000);

if (!(port >= 0 && port < 65536)) cannotListen(new Error('PORT is no port'));

/** Prints one line and ends the program. */
export function cannotListen({ message }: Error): never {
  console.error(`${message}: set PORT to a free port`);
  process.exit(1);
}
