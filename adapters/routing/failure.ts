import type { Answer } from '../../schema/answer';
import type { Capability } from '../../schema/capabilities';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import { SourceFault } from '../contract';
import { NotAsked } from './not-asked';
import { valueOf } from './subjects';

/** A fault as the answer of those whom the call was about: who was asked or was not, for what, what happened. */
export const failureOf = <T>(error: unknown, instance: InstanceName, capability: Capability): Answer<T> => {
  const fault =
    error instanceof SourceFault
      ? error
      : new SourceFault('SOURCE_INVALID', 'its answer could not be read; the fault is in its adapter');
  const more = fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs };
  const asked = fault instanceof NotAsked ? 'was not asked' : 'was asked';
  const message = `${instance} ${asked} for ${capability}: ${fault.message}`;
  return { kind: 'failed', error: systemError(fault.code, instance, message, more) };
};

export const notConnected = <T>(instance: InstanceName, message: string): Answer<T> => ({
  kind: 'failed',
  error: systemError('SOURCE_NOT_CONNECTED', instance, message),
});

/** Throws unless an adapter kept its promise: as many answers as subjects, each of the three kinds. */
export const checkShape = (answers: unknown, subjects: number): void => {
  if (!Array.isArray(answers) || answers.length !== subjects)
    throw new SourceFault('SOURCE_INVALID', 'the number of its answers is not the number of subjects');
  const whole = answers.every((answer: unknown) => isAnswer(answer));
  if (!whole) throw new SourceFault('SOURCE_INVALID', 'an answer of its adapter is malformed');
};

const isAnswer = (answer: unknown): boolean => {
  if (typeof answer !== 'object' || answer === null || !('kind' in answer)) return false;
  switch (answer.kind) {
    case 'found':
      return 'value' in answer && answer.value !== undefined && 'source' in answer && 'warnings' in answer;
    case 'absent':
      return 'source' in answer && 'warnings' in answer;
    case 'failed':
      return 'error' in answer;
    default:
      return false;
  }
};

/**
 * Whether each record of an answer, stale or fresh, is one: has its key and its source, and, where it names a subject,
 * the subject's identifiers. By these the door finds whom to hide; the rest is its adapter's promise.
 */
export const hasRecords = (answer: Answer<unknown>): boolean => {
  const value = valueOf(answer);
  if (value === undefined) return true;
  return Array.isArray(value) ? value.every(isRecord) : isRecord(value);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isRecord = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['key'] === 'string' &&
  isObject(value['source']) &&
  (value['subject'] === undefined || isSubject(value['subject']));

const isSubject = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value['identifiers']) && value['identifiers'].every(isObject);
