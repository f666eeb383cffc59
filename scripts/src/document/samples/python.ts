import { fileOf } from './file.js';
import type { SampleRequest } from './request.js';

/** The request with Python's `requests`. */
export function pythonSample(request: SampleRequest): string {
  const { method, url, query, needsToken, mediaType, json } = request;
  const headers = [
    ...(needsToken ? [`"Authorization": f"Bearer {os.environ['P2CORE_TOKEN']}"`] : []),
    ...(mediaType ? [`"Content-Type": "${mediaType}"`] : []),
  ];
  const lines = [
    `"${method}",`,
    `"${url}",`,
    ...(Object.keys(query).length > 0 ? [`params=${literal(query)},`] : []),
    ...(headers.length > 0 ? [`headers={${headers.join(', ')}},`] : []),
    ...(json !== undefined ? [`json=${literal(json)},`] : []),
    ...(mediaType && json === undefined ? [`data=open("${fileOf(mediaType)}", "rb").read(),`] : []),
    'timeout=30,',
  ];
  const imports = needsToken ? 'import os\n\nimport requests' : 'import requests';
  return `${imports}

answer = requests.request(
${lines.map((line) => `    ${line}`).join('\n')}
)
print(answer.status_code, answer.text)
`;
}

/** A value of strings and whole numbers, which JSON and Python write the same. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${literal(member)}`,
  );
  return `{${members.join(', ')}}`;
}
