import { calledIn, type Workflow } from './workflow.js';

/** One line of the diagram: a message, or an action of one participant. */
interface Row {
  from: string;
  to: string;
  text: string;
  isAside: boolean;
}

/** Narrow, for phones. The fewer the columns, the wider they are. */
const size = { column: 112, columns: 336, letter: 6.8, row: 34, top: 44, margin: 56 };

/** The factor by which a wide screen may enlarge it. */
const scale = 1.2;

/** The participants' names. */
export const names: Record<string, string> = {
  alice: 'alice’s client',
  bob: 'bob’s client',
  administrator: 'an operator',
  home: 'home server',
  foreign: 'foreign server',
};

/** Draws the messages of a flow as SVG in the colours of the page. */
export function sequenceDiagram(workflow: Workflow): string {
  const rows = rowsOf(workflow);
  const people = ['administrator', 'alice', 'bob', 'foreign', 'home'].filter((person) =>
    rows.some(({ from, to }) => from === person || to === person),
  );
  const column = columnFor(rows, people.length);
  const x = (person: string) => size.margin + people.indexOf(person) * column;
  const width = Math.max(
    2 * size.margin + (people.length - 1) * column,
    ...rows.map(({ from, to, text }) =>
      from === to ? Math.ceil(x(from) + 10 + lengthOf(text)) : 0,
    ),
  );
  const height = size.top + rows.length * size.row + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="100%" height="${Math.round(scale * height)}" role="img" aria-label="${escapeXml(describe(rows))}" font-size="12.5" font-family="inherit" fill="currentColor" stroke-width="1.2">`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="currentColor"/></marker></defs>',
    ...people.flatMap((person) => [
      text(x(person), 18, names[person] ?? person, 'middle', ' font-weight="600"'),
      `<line x1="${x(person)}" y1="26" x2="${x(person)}" y2="${height}" stroke="currentColor" stroke-opacity="0.3"/>`,
    ]),
    ...rows.flatMap((row, index) => drawRow(row, x, size.top + index * size.row + 18, width)),
    '</svg>',
  ].join('\n');
}

function columnFor(rows: readonly Row[], people: number): number {
  const messages = rows.filter(({ from, to }) => from !== to).map(({ text }) => lengthOf(text));
  const room = size.columns / (people - 1);
  return Math.max(size.column, Math.min(room, Math.max(...messages) + 16));
}

function lengthOf(words: string): number {
  return words.length * size.letter;
}

function rowsOf({ steps }: Workflow): Row[] {
  let number = 0;
  return steps.flatMap((step) => {
    const from = step['x-p2-by'] ?? 'alice';
    const { server, operation } = calledIn(step);
    const { 'x-p2-client': alone, 'x-p2-meanwhile': meanwhile = [] } = step;
    number += 1;
    return [
      ...(alone === undefined ? [] : [{ from, to: from, text: alone, isAside: true }]),
      { from, to: server, text: `${number}. ${operation}`, isAside: false },
      ...meanwhile.map((call) => {
        const asked = calledIn(call);
        return { from: server, to: asked.server, text: asked.operation, isAside: true };
      }),
    ];
  });
}

function drawRow(
  { from, to, text: words, isAside }: Row,
  x: (person: string) => number,
  y: number,
  width: number,
): string[] {
  const [start, end] = [x(from), x(to)];
  if (from === to) {
    const dot = `<circle cx="${start}" cy="${y - 4}" r="3.5"/>`;
    return [dot, text(start + 10, y, words, 'start', ' font-style="italic"')];
  }
  const dash = isAside ? ' stroke-dasharray="4 3"' : '';
  const line = `<line x1="${start}" y1="${y}" x2="${end}" y2="${y}" stroke="currentColor" marker-end="url(#tip)"${dash}/>`;
  const half = lengthOf(words) / 2;
  const middle = Math.min(Math.max((start + end) / 2, half), width - half);
  return [line, text(middle, y - 6, words, 'middle', '')];
}

function text(x: number, y: number, words: string, anchor: string, more: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${more}>${escapeXml(words)}</text>`;
}

function describe(rows: readonly Row[]): string {
  const said = rows.map(({ from, to, text: words }) => {
    const subject = names[from] ?? from;
    return from === to ? `${subject} ${words}` : `${subject} to ${names[to] ?? to}: ${words}`;
  });
  return `${said.join('; ')}.`;
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
