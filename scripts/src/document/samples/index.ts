import { type Contract, listOperations } from '../../codegen/contract.js';
import { clientSample } from './client.js';
import { curlSample } from './curl.js';
import { pythonSample } from './python.js';
import { sampleRequests } from './request.js';

/** A program that sends a request of an operation. Redoc and other tools show `x-codeSamples` beside it. */
export interface CodeSample {
  lang: string;
  label: string;
  source: string;
}

/** Gives each operation samples: with the client, and with curl and Python for each content that it takes. */
export function addCodeSamples(document: Contract): void {
  for (const { method, path, operation } of listOperations(document)) {
    const requests = sampleRequests(document, method, path, operation);
    const samples: CodeSample[] = [
      ...requests.map((request) => sample('Shell', 'curl', request.mediaType, curlSample(request))),
      sample('JavaScript', '@p2core/client', undefined, clientSample(document, operation)),
      ...requests.map((request) =>
        sample('Python', 'Python', request.mediaType, pythonSample(request)),
      ),
    ];
    Object.assign(operation, { 'x-codeSamples': samples });
  }
}

function sample(lang: string, name: string, mediaType: string | undefined, source: string) {
  return { lang, label: mediaType ? `${name}, ${mediaType}` : name, source };
}
