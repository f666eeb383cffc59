/** Text that is XML or HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[];

/**
 * A template whose values are escaped, for XML and HTML alike.
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

/** Escapes text. Characters that XML or HTML cannot carry are shown by a sign that stands for them. */
function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/\p{Cc}/gu, pictureOf)
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '\uFFFD');
}

/** The control picture of a control character (U+2400…), but for tabs and line feeds. */
function pictureOf(control: string): string {
  if (control === '\t' || control === '\n') return control;
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}
