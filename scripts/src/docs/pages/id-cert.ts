import { linkRulings } from './markdown.js';

/** The profile of ID-Certs, each of its numbered lines with an anchor of its own, such as `#i7`. */
export function idCertPage(profile: string): string {
  const anchored = profile.replace(
    /^- \*\*(I\d+)\*\*/gm,
    (_, line: string) => `- <span id="${line.toLowerCase()}">**${line}**</span>`,
  );
  return linkRulings(anchored);
}
