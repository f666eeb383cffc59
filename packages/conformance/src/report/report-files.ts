import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../run/usage-error.js';
import { formats } from './formats.js';
import type { RunReport } from './result.js';

/** A report file that the tester has asked for. */
export interface ReportFile {
  readonly format: string;
  readonly file: string;
}

/**
 * Checks before a run that the files can be written.
 *
 * @throws {UsageError} where one cannot
 */
export async function expectWritable(files: readonly ReportFile[]): Promise<void> {
  for (const [index, one] of files.entries()) {
    const { format, file } = one;
    const other = files.slice(0, index).find((before) => resolve(before.file) === resolve(file));
    if (other !== undefined) {
      throw new UsageError(`${file} cannot be both ${other.format} and ${format}: name two files`);
    }
    const existing = await stat(file).catch(() => undefined);
    const place = existing ? file : dirname(file);
    const reason = existing?.isDirectory()
      ? 'it is a folder'
      : await access(existing ? place : `${place}/.`, constants.W_OK).then(
          () => undefined,
          reasonOf(place),
        );
    if (reason !== undefined) throw unwritable(one, reason);
  }
}

/**
 * Writes the files.
 *
 * @throws {UsageError} where one could not be written; the others are
 */
export async function writeReports(report: RunReport, files: readonly ReportFile[]): Promise<void> {
  const faults: unknown[] = [];
  for (const one of files) {
    const write = formats[one.format];
    if (write === undefined) continue;
    await writeWanted(one, write(report)).catch((error: unknown) => faults.push(error));
  }
  if (faults.length > 0) throw faults[0];
}

/**
 * Writes a file that the tester has asked for.
 *
 * @throws {UsageError} where it cannot be written
 */
export async function writeWanted(wanted: ReportFile, content: string): Promise<void> {
  const explain = reasonOf(dirname(wanted.file));
  await writeFile(wanted.file, content).catch((error: NodeJS.ErrnoException) => {
    throw unwritable(wanted, explain(error));
  });
}

function unwritable({ format, file }: ReportFile, reason: string): UsageError {
  return new UsageError(`the file for ${format}, ${file}, cannot be written: ${reason}`);
}

/** Words for Node's errors about places that cannot be written. */
function reasonOf(place: string): (error: NodeJS.ErrnoException) => string {
  const reasons: Record<string, string> = {
    ENOENT: `there is no folder ${place}`,
    ENOTDIR: `${place} is no folder`,
    EACCES: `you may not write to ${place}`,
    EROFS: `${place} is read-only`,
    ENOSPC: 'no space is left',
  };
  return ({ code = '', message }) => reasons[code] ?? message;
}
