/** Text that is XML or HTML, and is not escaped again. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[];

/**
 * A template for XML and HTML that escapes its values.
 *
 * @example
 * markup`<b title="${title}">${text}</b>`
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const texts = values.map((value) =>
    Array.isArray(value)
      ? value.map(textOf).join('')
      : textOf(value as Exclude<Value, readonly Markup[]>),
  );
  return new Markup(String.raw({ raw: parts }, ...texts));
}

function textOf(value: string | number | Markup): string {
  return value instanceof Markup ? value.text : escapeMarkup(String(value));
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text. Replaces characters that XML or HTML cannot hold by visible symbols. */
function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/\p{Cc}/gu, pictureOf)
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '\uFFFD');
}

/** The control picture (U+2400…) of a control character other than tab and line feed. */
function pictureOf(control: string): string {
  if (control === '\t' || control === '\n') return control;
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}
