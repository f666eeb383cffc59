import { follow } from '../subschemas.js';

/** Every request body states its largest size, and every legal value fits into it as JSON. */
export const rule = () => ({
  RequestBody(body, { report, location, resolve }) {
    const limit = body['x-p2-max-content-length'];
    if (!Number.isInteger(limit)) {
      report({
        message: 'A request body gives its `x-p2-max-content-length` in octets.',
        location,
      });
      return;
    }
    const { schema } = body.content?.['application/json'] ?? {};
    const longest = longestJson(schema, location.source.absoluteRef, resolve);
    if (!(longest <= limit)) {
      report({
        message: `A legal value can have ${longest} octets, more than \`x-p2-max-content-length\`.`,
        location,
      });
    }
  },
});

/**
 * The octets of the longest value in JSON without white space; a character takes at most twelve, such as
 * `\ud83d\ude00`.
 */
function longestJson(schema, file, resolve) {
  const { node = {}, file: ownFile } = follow(schema, file, resolve);
  const longest = (part) => longestJson(part, ownFile, resolve);
  if (schema === undefined) return 0;
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return Math.max(...choices.map(longest));
  if (node.type === 'boolean') return 'false'.length;
  if (node.type === 'string') return longestString(node) + 2;
  if (node.type === 'integer') return String(node.maximum ?? Number.POSITIVE_INFINITY).length + 1;
  if (node.type === 'array') {
    return 2 + (node.maxItems ?? Number.POSITIVE_INFINITY) * (longest(node.items) + 1);
  }
  if (node.type !== 'object') return Number.POSITIVE_INFINITY;
  if (node['x-p2-max-octets']) return 6 * node['x-p2-max-octets'];
  const members = Object.entries(node.properties ?? {});
  return members.reduce((sum, [name, part]) => sum + name.length + 4 + longest(part), 2);
}

/** In Base64, only slashes need escapes. In a schema that is measured in octets, an octet takes at most six. */
function longestString(node) {
  if (node['x-p2-max-octets']) return 6 * node['x-p2-max-octets'];
  const octetsOfACharacter = node.contentEncoding === 'base64' ? 2 : 12;
  return octetsOfACharacter * (node.maxLength ?? Number.POSITIVE_INFINITY);
}
