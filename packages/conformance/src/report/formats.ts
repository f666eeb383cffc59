import { badgeReport } from './badge.js';
import { harReport } from './har.js';
import { htmlReport } from './html/html.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import type { RunReport } from './result.js';
import { sarifReport } from './sarif.js';

/** Writes a whole run as the content of a file. */
export type Format = (report: RunReport) => string;

/** The report files that the kit writes, by the name that `--report <format>=<file>` takes. */
export const formats: Readonly<Record<string, Format>> = {
  badge: badgeReport,
  har: harReport,
  html: htmlReport,
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
};
