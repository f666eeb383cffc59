import { contentOf } from '../content.js';
import { type Markup, markup } from '../markup.js';
import type { Exchange } from '../result.js';

/** The most characters of a content in the HTML report. The JSON report and the HAR have the whole. */
const mostCharacters = 8192;

/** A request and its answer, as sent. */
export function exchangeMarkup({ request, answer }: Exchange): Markup {
  const { pathname, search } = new URL(request.url);
  const requestText = messageText(
    `${request.method} ${pathname}${search}`,
    request.headers,
    request.content,
  );
  const answerText = answer && messageText(String(answer.status), answer.headers, answer.octets);
  return markup`<div class="exchange">
<pre tabindex="0" role="region" aria-label="Request"><code>${requestText}</code></pre>
${
  answer && answerText
    ? markup`<pre tabindex="0" role="region" aria-label="Answer"><code>${answerText}</code></pre>
<p class="faint">${Math.round(answer.milliseconds)} ms</p>`
    : markup`<p class="faint">No answer came.</p>`
}
</div>
`;
}

function messageText(
  firstLine: string,
  headers: Iterable<readonly [string, string]>,
  octets: Buffer | undefined,
): string {
  const fields = [...headers].map(([name, value]) => `${name}: ${value}`);
  const lines = [firstLine, ...fields];
  if (octets !== undefined && octets.length > 0) lines.push('', contentText(octets));
  return lines.join('\n');
}

function contentText(octets: Buffer): string {
  const content = contentOf(octets);
  const isText = 'text' in content;
  const text = isText ? content.text : content.base64;
  const note = isText ? '' : `(${octets.length} octets, as Base64)\n`;
  if (text.length <= mostCharacters) return note + text;
  return `${note}${text.slice(0, mostCharacters)}\n… (${octets.length} octets in all)`;
}
