import type { Answer } from '../../schema/answer';
import { givingUpAt, type Ask, type Capability } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { SourceErrorCode } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import { SourceFault, type Provision } from '../contract';
import type { AnswerCache } from './cache';
import { deadlineAt, OutOfTime, type Deadline } from './deadline';
import { checkShape, failureOf, hasRecords } from './failure';
import type { Guard } from './guard';
import type { DoorMetrics } from './metrics';

/** What one instance is asked: the same capability and selection for each subject. */
export interface Question<S, V> {
  readonly instance: InstanceName;
  readonly capability: Capability;
  readonly provision: Provision;
  readonly subjects: readonly S[];
  /** What makes two asks about a subject the same: instance, capability, selection, and the person with their epoch. */
  readonly keyOf: (subject: S) => string;
  /** False for places, which have no epoch to end an answer's life early. */
  readonly cacheable: boolean;
  readonly call: (subjects: readonly S[], ask: Ask) => Promise<readonly Answer<V>[]>;
  readonly ask: Ask;
}

/** A subject with what makes two asks about it the same, written out once. */
interface Keyed<S> {
  readonly subject: S;
  readonly key: string;
}

export interface AskMeans {
  readonly guardOf: (instance: InstanceName) => Guard;
  readonly cache: AnswerCache;
  readonly clock: Clock;
  readonly metrics: DoorMetrics;
  /** Kept back from the deadline, to mask, audit and answer. */
  readonly marginMs: number;
}

export interface Asked<V> {
  readonly answers: readonly Answer<V>[];
  readonly ms: number;
}

/** Asks one instance. Same length, same order out as in; never throws: what went wrong is the answer of those it concerns. */
export type AskInstance = <S, V>(question: Question<S, V>) => Promise<Asked<V>>;

/** An asker that joined another's call gets a second chance of its own when that call ran out of the other's time. */
const WORTH_ASKING_MS = 100;

export const createAskInstance = (means: AskMeans): AskInstance => {
  const { cache, clock, metrics, marginMs } = means;
  const inFlight = new Map<string, Promise<Answer<unknown>>>();

  const failed = <S, V>(error: unknown, { instance, capability }: Question<S, V>): Answer<V> => {
    const failure = failureOf<V>(error, instance, capability);
    if (failure.kind === 'failed' && failure.error.code === 'SOURCE_INVALID')
      metrics.unexpected?.(error, { instance, capability });
    return failure;
  };

  const callBatch = async <S, V>(question: Question<S, V>, batch: readonly S[]): Promise<readonly Answer<V>[]> => {
    const { instance, ask, provision } = question;
    // A call that others may join outlives its first asker's connection, never the deadline.
    const abandoned = provision.asksAs === 'user' ? ask.signal : undefined;
    const deadline = deadlineAt(givingUpAt(ask), marginMs, clock, abandoned);
    try {
      const guard = means.guardOf(instance);
      const answers = await guard.run((signal) => invoke(() => question.call(batch, { ...ask, signal })), deadline);
      checkShape(answers, batch.length);
      // Nonsense about one is that answer's alone: what is done with a whole read below must never meet it.
      const malformed = () => new SourceFault('SOURCE_INVALID', 'a record of its answer is malformed');
      return answers.map((answer) => (hasRecords(answer) ? answer : failed(malformed(), question)));
    } catch (error) {
      const failure = failed(error, question);
      return batch.map(() => failure);
    } finally {
      deadline.done();
    }
  };

  const join = async <S, V>(question: Question<S, V>, one: Keyed<S>, own: Deadline): Promise<Answer<V>> => {
    const flying = inFlight.get(one.key) as Promise<Answer<V>> | undefined;
    if (!flying) return start(question, [one])[0] ?? Promise.reject(new Error('A batch of one gave no answer'));
    const answer = await own.race(flying);
    const theirTimeout = answer.kind === 'failed' && answer.error.code === 'SOURCE_TIMEOUT';
    if (!theirTimeout || own.remaining() < WORTH_ASKING_MS) return answer;
    return (await callBatch(question, [one.subject]))[0] ?? answer;
  };

  /** One call for a batch; each subject's part of it can be joined while it is under way. */
  const start = <S, V>(question: Question<S, V>, batch: readonly Keyed<S>[]): Promise<Answer<V>>[] => {
    const whole = callBatch(
      question,
      batch.map(({ subject }) => subject),
    );
    return batch.map(({ key }, at) => {
      const part = whole.then(
        (answers) => answers[at] ?? failureOf<V>(undefined, question.instance, question.capability),
      );
      if (question.provision.asksAs !== 'system') return part;
      const flying = part.then((answer) => {
        if (question.cacheable && question.provision.from === 'live') cache.put(key, answer, question.provision.ttlMs);
        return answer;
      });
      inFlight.set(key, flying);
      const land = (): void => {
        if (inFlight.get(key) === flying) inFlight.delete(key);
      };
      void flying.then(land, land);
      return flying;
    });
  };

  return async <S, V>(question: Question<S, V>) => {
    const { provision, subjects, instance, capability, ask } = question;
    const began = clock.millis();
    const own = deadlineAt(givingUpAt(ask), marginMs, clock, ask.signal);
    const mayReuse = provision.asksAs === 'system';
    const mayCache = mayReuse && question.cacheable && provision.from === 'live' && provision.ttlMs > 0;
    const asked: readonly Keyed<S>[] = subjects.map((subject) => ({ subject, key: question.keyOf(subject) }));
    // Waited for before anything below looks at what is in flight: from there on nothing may come between.
    const hits = mayCache ? await cache.get<V>(asked.map(({ key }) => key)) : [];
    let cached = 0;
    const pending = new Array<Promise<Answer<V>> | undefined>(subjects.length);
    const fresh: (Keyed<S> & { readonly at: number })[] = [];
    const taken = new Set<string>();
    asked.forEach((one, at) => {
      const key = mayReuse ? one.key : `${at}`;
      const hit = hits[at];
      if (hit) {
        cached += 1;
        pending[at] = Promise.resolve(hit);
      } else if (mayReuse && inFlight.has(key)) pending[at] = join(question, one, own);
      else if (!taken.has(key)) {
        taken.add(key);
        fresh.push({ ...one, at });
      }
    });
    for (let from = 0; from < fresh.length; from += provision.maxBatch) {
      const batch = fresh.slice(from, from + provision.maxBatch);
      const parts = start(question, batch);
      batch.forEach(({ at }, index) => {
        pending[at] = parts[index];
      });
    }
    // What is left repeats a subject of this very ask, now in flight.
    const answers = await Promise.all(
      asked.map(async (one, at) => {
        try {
          return await own.race(pending[at] ?? join(question, one, own));
        } catch (error) {
          return failureOf<V>(outOfTime(error), instance, capability);
        }
      }),
    );
    own.done();
    const ms = clock.millis() - began;
    metrics.asked?.({ instance, capability, ms, cached, ...countOf(answers) });
    return { answers, ms };
  };
};

/** An adapter that throws before it returns its promise is no different from one whose promise rejects. */
const invoke = async <T>(call: () => Promise<T>): Promise<T> => call();

const outOfTime = (error: unknown): unknown =>
  error instanceof OutOfTime ? new SourceFault('SOURCE_TIMEOUT', 'did not answer in time') : error;

const countOf = (
  answers: readonly Answer<unknown>[],
): { found: number; absent: number; failed: number; code?: SourceErrorCode } => {
  const failures = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.error.code] : []));
  const [code] = failures;
  const found = answers.filter((answer) => answer.kind === 'found').length;
  const counts = { found, absent: answers.length - found - failures.length, failed: failures.length };
  return code === undefined ? counts : { ...counts, code };
};
