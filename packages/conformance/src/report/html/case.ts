import { type Markup, markup } from '../markup.js';
import type { CaseResult, Exchange } from '../result.js';
import { ruleText } from '../rule-text.js';
import { exchangeMarkup } from './exchange.js';
import { outcomeNames } from './outcomes.js';

/** A case: its demand, its outcome, and its traffic, folded. */
export function caseMarkup(result: CaseResult): Markup {
  const { id, title, level, basis, outcome, reason, exchanges } = result;
  const text = [id, title, level, ...basis, reason ?? '', result.failure?.actual ?? ''].join(' ');
  return markup`<article class="case ${outcome}" data-outcome="${outcome}" data-text="${text}">
<div class="head"><h3>${title}</h3><span class="outcome">${outcomeNames[outcome]}</span></div>
<p class="faint"><code>${id}</code> · ${level} · ${basis.join(', ')}</p>
${detailsOf(result)}
${exchanges.length > 0 ? trafficOf(exchanges) : markup``}
</article>
`;
}

function detailsOf({ failure, reason, outcome, basis }: CaseResult): Markup {
  const rows: Markup[] = [];
  if (failure) {
    rows.push(markup`<dt>expected</dt><dd>${failure.expected}</dd>
<dt>actual</dt><dd>${failure.actual}</dd>
<dt>rule</dt><dd>${basis.map(ruleMarkup)}</dd>
`);
  }
  if (reason !== undefined) {
    const term = outcome === 'skipped' ? 'why' : 'known because';
    rows.push(markup`<dt>${term}</dt><dd>${reason}</dd>
`);
  }
  if (failure?.curl !== undefined) {
    rows.push(markup`<dt>repeat</dt><dd><pre tabindex="0" role="region" aria-label="Command"><code>${failure.curl}</code></pre></dd>
`);
  }
  return rows.length > 0 ? markup`<dl>${rows}</dl>` : markup``;
}

/** A rule, its code spans as HTML; its Markdown has nothing else. */
function ruleMarkup(basis: string): Markup {
  const parts = ruleText(basis).split('`');
  const texts = parts.map((part, index) =>
    index % 2 === 0 ? markup`${part}` : markup`<code>${part}</code>`,
  );
  return markup`${texts}
`;
}

function trafficOf(exchanges: readonly Exchange[]): Markup {
  const count = exchanges.length === 1 ? '1 request' : `${exchanges.length} requests`;
  return markup`<details><summary>${count}</summary>
${exchanges.map(exchangeMarkup)}</details>`;
}
