import type { PublishedPackage } from './packages.js';

/** Narrow, so that three boxes in a row are readable on a phone. */
const box = { width: 156, height: 108, gapX: 10, gapY: 40 };
const margin = 2;

/** Colours that are readable on white and on black. */
const colours = { box: '#1f5fbf', top: '#6b3fa0', line: '#7d8794', text: '#ffffff' };

interface Placed extends PublishedPackage {
  x: number;
  y: number;
}

/** Draws packages as boxes, with lines to their dependencies; a dashed line leads to the packages that one tests. */
export function drawPackages(nodes: readonly PublishedPackage[], notice: string): string {
  const levels = Math.max(...nodes.map(({ level }) => level)) + 1;
  const rows = Array.from({ length: levels }, (_, level) =>
    nodes.filter((node) => node.level === level).sort(byTests),
  );
  const columns = Math.max(...rows.map((row) => row.length));
  const width = columns * (box.width + box.gapX) - box.gapX + 2 * margin;
  const height = levels * (box.height + box.gapY) - box.gapY + 2 * margin;
  const placed = rows.flatMap((row, level) => place(row, level, width));
  const byName = new Map(placed.map((node) => [node.name, node]));
  const find = (name: string) => byName.get(name) ?? [];
  const lines = placed.flatMap((node) => [
    ...node.standsOn.flatMap(find).map((other) => line(other, node)),
    ...node.tests.flatMap(find).map((other) => testLine(node, other)),
  ]);
  const label = `How the packages stand on each other: ${nodes.map(describe).join('; ')}.`;
  return [
    `<!-- ${notice} -->`,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    `<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="${colours.line}"/></marker></defs>`,
    ...lines,
    ...placed.map(drawBox),
    '</svg>',
    '',
  ].join('\n');
}

/** Puts packages that test others at the right, so that their lines go around the boxes. */
function byTests(a: PublishedPackage, b: PublishedPackage): number {
  return a.tests.length - b.tests.length;
}

function place(row: readonly PublishedPackage[], level: number, width: number): Placed[] {
  const taken = row.length * (box.width + box.gapX) - box.gapX;
  return row.map((node, index) => ({
    ...node,
    x: (width - taken) / 2 + index * (box.width + box.gapX),
    y: margin + level * (box.height + box.gapY),
  }));
}

function drawBox({ name, caption, level, x, y }: Placed): string {
  const lines = wrap(caption, 20);
  const middle = x + box.width / 2;
  const first = y + box.height / 2 + 6 - lines.length * 8;
  return [
    `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="8" fill="${level === 0 ? colours.top : colours.box}"/>`,
    `<text x="${middle}" y="${first}" text-anchor="middle" font-size="15" font-weight="600" fill="${colours.text}">${escapeXml(name.replace(/^@[^/]+\//, ''))}</text>`,
    ...lines.map(
      (text, index) =>
        `<text x="${middle}" y="${first + 20 + index * 16}" text-anchor="middle" font-size="13" fill="${colours.text}">${escapeXml(text)}</text>`,
    ),
  ].join('\n');
}

function line(from: Placed, to: Placed): string {
  const [x1, y1] = [from.x + box.width / 2, from.y + box.height];
  const [x2, y2] = [to.x + box.width / 2, to.y];
  const bend = y2 - box.gapY / 2;
  return `<path d="M${x1} ${y1}V${bend}H${x2}V${y2 - 1}" fill="none" stroke="${colours.line}" stroke-width="1.5" marker-end="url(#arrow)"/>`;
}

/** A line from the bottom of the testing package to the side of the tested one. */
function testLine(from: Placed, to: Placed): string {
  const x1 = from.x + box.width / 2;
  const isRight = from.x > to.x;
  const x2 = isRight ? to.x + box.width + 1 : to.x - 1;
  const y2 = to.y + box.height / 2;
  return [
    `<path d="M${x1} ${from.y + box.height}V${y2}H${x2}" fill="none" stroke="${colours.line}" stroke-width="1.5" stroke-dasharray="5 4" marker-end="url(#arrow)"/>`,
    `<text x="${(x1 + x2) / 2}" y="${y2 + 20}" text-anchor="middle" font-size="13" fill="${colours.line}">tests</text>`,
  ].join('\n');
}

function describe({ name, caption, standsOn }: PublishedPackage): string {
  return `${name} (${caption})${standsOn.length > 0 ? ` on ${standsOn.join(' and ')}` : ''}`;
}

function wrap(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= length) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
