import { createHash } from 'node:crypto';
import { type Counts, countOutcomes } from '../counts.js';
import { byOperation } from '../group.js';
import { Markup, markup } from '../markup.js';
import type { CaseResult, RunReport } from '../result.js';
import { verdictOf } from '../verdict.js';
import { headingOf, operationMarkup } from './operation.js';
import { barOf, outcomeNames, outcomesIn, wordsOf } from './outcomes.js';
import { script } from './script.js';
import { style } from './style.js';

/** One HTML file that loads nothing, so that it can be sent by mail and read offline. */
export function htmlReport(report: RunReport): string {
  const groups = [...byOperation(report.results)];
  const { text } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Conformance of ${report.url}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
${headerOf(report)}
<main>
${levelsOf(report.results)}
<nav aria-label="Operations"><ul class="operations sheet">
${groups.map(([operation, results]) => linkOf(operation, countOutcomes(results)))}</ul></nav>
${filterOf(countOutcomes(report.results))}
${groups.map(([operation, results]) => operationMarkup(operation, results))}
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return text;
}

const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function headerOf(report: RunReport) {
  const { url, kit, contract, startedAt, milliseconds, seed } = report;
  const day = startedAt.toISOString().replace('T', ' ').slice(0, 16);
  const { text, kind } = verdictOf(report);
  return markup`<header>
<h1>Conformance of ${url}</h1>
<p class="verdict ${kind === 'breaks' ? 'bad' : 'good'}">The server ${text}.</p>
<p class="faint">Contract ${contract}, ${kit.name} ${kit.version}, <time datetime="${startedAt.toISOString()}">${day} UTC</time>, ${(milliseconds / 1000).toFixed(1)} s, seed ${seed}</p>
</header>`;
}

function levelsOf(results: readonly CaseResult[]): Markup {
  const levels = (['MUST', 'SHOULD'] as const).map((level) => {
    const ofLevel = results.filter((result) => result.level === level);
    if (ofLevel.length === 0) return markup``;
    const counts = countOutcomes(ofLevel);
    const items = outcomesIn(counts).map(
      (outcome) => markup`<li class="${outcome}">${counts[outcome]} ${outcomeNames[outcome]}</li>`,
    );
    return markup`<section><h2>${level}<span class="faint">${ofLevel.length} cases</span></h2>
${barOf(counts)}
<ul class="counts">${items}</ul></section>
`;
  });
  return markup`<div class="levels sheet">
${levels}</div>`;
}

function linkOf(operation: string, counts: Counts): Markup {
  return markup`<li><a href="#${operation}">${headingOf(operation)}</a>${barOf(counts)}<span class="faint">${wordsOf(counts)}</span></li>
`;
}

function filterOf(counts: Counts): Markup {
  const boxes = outcomesIn(counts).map(
    (outcome) =>
      markup`<label><input type="checkbox" name="outcome" value="${outcome}" checked> ${outcomeNames[outcome]}</label>
`,
  );
  return markup`<form class="filter" role="search" hidden>
<input type="search" name="words" placeholder="Filter: R3, token, getEvents …" aria-label="Words that a case must have">
<fieldset aria-label="Outcomes">${boxes}</fieldset>
<output class="faint"></output>
</form>`;
}
