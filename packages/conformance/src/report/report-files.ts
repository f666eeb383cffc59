import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../run/usage-error.js';
import { formats } from './formats.js';
import type { RunReport } from './result.js';

/** A report file that somebody wants. */
export interface ReportFile {
  readonly format: string;
  readonly file: string;
}

/**
 * Looks, before a run, whether the files can be written after it.
 *
 * @throws {UsageError} where one cannot
 */
export async function expectWritable(files: readonly ReportFile[]): Promise<void> {
  for (const { format, file } of files) {
    const existing = await stat(file).catch(() => undefined);
    const place = existing?.isFile() ? file : dirname(file);
    const reason = existing?.isDirectory()
      ? 'it is a folder'
      : await access(place, constants.W_OK).then(
          () => undefined,
          ({ code, message }: NodeJS.ErrnoException) =>
            code === 'ENOENT' ? `there is no folder ${place}` : message,
        );
    if (reason !== undefined)
      throw new UsageError(`the file for ${format}, ${file}, cannot be written: ${reason}`);
  }
}

/** Writes them. */
export async function writeReports(report: RunReport, files: readonly ReportFile[]): Promise<void> {
  for (const { format, file } of files) {
    const write = formats[format];
    if (write !== undefined) await writeFile(file, write(report));
  }
}
