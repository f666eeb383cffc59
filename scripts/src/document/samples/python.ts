import { fileOf } from './file.js';
import type { SampleRequest } from './request.js';

/** The request with Python's `requests`. */
export function pythonSample(request: SampleRequest): string {
  const { method, url, query, needsToken, mediaType, members } = request;
  const headers = [
    ...(needsToken ? [`"Authorization": f"Bearer {os.environ['P2CORE_TOKEN']}"`] : []),
    ...(mediaType ? [`"Content-Type": "${mediaType}"`] : []),
  ];
  const lines = [
    `"${method}",`,
    `"${url}",`,
    ...(Object.keys(query).length > 0 ? [`params=${literal(query)},`] : []),
    ...(headers.length > 0 ? [`headers={${headers.join(', ')}},`] : []),
    ...(members ? [`json=${literal(members)},`] : []),
    ...(mediaType && !members ? [`data=open("${fileOf(mediaType)}", "rb").read(),`] : []),
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

/** An object of strings and whole numbers, which JSON and Python write the same. */
function literal(value: object): string {
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${JSON.stringify(member)}`,
  );
  return `{${members.join(', ')}}`;
}
