import type { Operation } from '@p2core/types';
import { faultsOf, validators } from '@p2core/types/validators';
import type { Answer } from '../http/answer.js';
import { describe, expectThat } from './expect.js';

/**
 * Throws a `Failure` where the contract does not declare the answer's status, media type or content for the operation.
 * The rules for every answer, such as those on header fields and errors, are in `every-answer/`.
 */
export function checkAnswer(operation: Operation, answer: Answer): void {
  if (answer.request.method === 'OPTIONS') return;
  const declared = operation.responses[answer.status];
  const compiled = validators[operation.operationId].responses[answer.status];
  const statuses = Object.keys(operation.responses).join(', ');
  expectThat(
    declared !== undefined && compiled !== undefined,
    `a status that ${operation.operationId} declares (${statuses})`,
    describe(answer),
    answer,
  );
  const { mediaTypes } = declared;
  if (mediaTypes.length === 0 || answer.request.method === 'HEAD') {
    expectThat(answer.octets.length === 0, 'no content', describe(answer), answer);
    return;
  }
  if (answer.status >= 400) return;
  const { mediaType } = answer;
  const content = compiled.content[mediaType];
  const expected = `a media type of ${mediaTypes.join(', ')}`;
  expectThat(content !== undefined, expected, mediaType || 'none', answer);
  const isJson = mediaType === 'application/json';
  expectThat(!isJson || answer.json !== undefined, 'JSON', describe(answer), answer);
  const [fault] = faultsOf(content.received, isJson ? answer.json : answer.text);
  if (fault === undefined) return;
  const allowed = `content that its schema allows: ${fault.path || 'it'} ${fault.message}`;
  expectThat(false, allowed, describe(answer), answer);
}
