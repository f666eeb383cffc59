/** The length of a text in characters, as JSON Schema counts them; of one without surrogates Ajv's loop is not needed. */
export default function countCharacters(text: string): number {
  return surrogate.test(text) ? [...text].length : text.length;
}

const surrogate = /[\ud800-\udfff]/;
