import { createHash } from 'node:crypto';
import { marked } from 'marked';

/** A version of the contract's changelog. */
interface Version {
  version: string;
  /** The day of its release; `undefined` before that. */
  released: Date | undefined;
  /** What changed, as Markdown. */
  text: string;
}

/**
 * The versions of the contract as an Atom feed (RFC 4287), with links relative to it. A version without a date is not yet
 * released; its date in the feed is that of the changelog's last change.
 */
export async function changesFeed(changelog: string, changed: Date): Promise<string> {
  const versions = versionsOf(changelog);
  const entries = await Promise.all(versions.map((one) => entryOf(one, changed)));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${idOf('contract')}</id>
  <title>Changes of p2core's contract</title>
  <author><name>p2core</name></author>
  <link href="reference/changelog.html"/>
  <link rel="self" href="changes.atom"/>
  <updated>${(versions[0]?.released ?? changed).toISOString()}</updated>
${entries.join('\n')}
</feed>
`;
}

async function entryOf({ version, released, text }: Version, changed: Date): Promise<string> {
  const content = escapeXml(await marked.parse(text));
  return `  <entry>
    <id>${idOf(version)}</id>
    <title>Contract ${version}${released ? '' : ' (not released)'}</title>
    <link href="reference/changelog.html#_${version.replaceAll('.', '-')}"/>
    <updated>${(released ?? changed).toISOString()}</updated>
    <content type="html">${content}</content>
  </entry>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function versionsOf(changelog: string): Version[] {
  return changelog
    .split(/^(?=## )/m)
    .map((section) => /^## (\S+)\n\n(?:\*(\d{4}-\d\d-\d\d)\*\n\n)?(.*)$/s.exec(section))
    .filter((found) => found !== null)
    .map(([, version = '', date, text = '']) => ({
      version,
      released: date ? new Date(date) : undefined,
      text,
    }));
}

/** A UUID that depends only on the name (RFC 9562, version 8). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`p2core ${name}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}
