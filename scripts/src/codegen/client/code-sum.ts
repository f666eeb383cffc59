/** The body of `codeSum`, with its parameter `code`, in JavaScript: codegen runs it, and writes it for the client. */
export const codeSumBody = `{
  const sum = [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 17576, 0);
  return String.fromCharCode(...[676, 26, 1].map((weight) => 97 + ((sum / weight) % 26)));
}`;

/**
 * The check sum of an error code, three letters. The client's table has it in place of the code, because the codes would
 * take a tenth of the main entry's size limit. About one unregistered code in a thousand passes as a declared one.
 */
export const codeSum = new Function('code', codeSumBody) as (code: string) => string;
