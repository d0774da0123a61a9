import { setMaxListeners } from 'node:events';
import { failed, type Answer } from '../../schema/answer';
import type { Ask, Capability, Place, Selection } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { ClinicalRecord } from '../../schema/clinical/values';
import type { Clock } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import { systemError } from '../../schema/errors';
import { SourceFault, type Connection, type Provision } from '../../adapters/contract';
import type { Side } from './kinds';
import type { Words } from './words';

type AnySource<S> = (subjects: readonly S[], selection: Selection, ask: Ask) => Promise<readonly Answer<unknown>[]>;

const viewer: Ask['viewer'] = {
  userId: '555000000001',
  name: 'Ann Ward',
  role: 'clinician',
  roleProfileId: '555000000002',
  organisation: 'RWE' as OdsCode,
  organisationName: 'University Hospitals of Leicester',
  wards: [],
};

export const askAt = (clock: Clock, signal: AbortSignal = new AbortController().signal): Ask => {
  // One signal for all the calls of an ask, as a request has one: more than the ten that Node warns of.
  setMaxListeners(0, signal);
  return {
    viewer,
    purpose: 'TREAT',
    client: 'conformance',
    operation: 'Conformance',
    requestId: '6b3f8c1e-0d52-4d2b-9a53-6f0a7f0c1a11',
    deadline: clock.millis() + 10_000,
    signal,
    clock,
  };
};

/** One capability asked from one side, about whoever stands at these places of its list. */
export interface Asking {
  readonly side: Side;
  readonly size: number;
  /** Split as the door splits: never more than `maxBatch` a call. */
  ask(whom: readonly number[], ask: Ask): Promise<readonly Answer<unknown>[]>;
  /** Likewise; a call about one subject that fails whole is that subject's failed answer. One about several may not. */
  answers(whom: readonly number[], ask: Ask, words: Words, selection?: Selection): Promise<readonly Answer<unknown>[]>;
}

const asking = <S>(means: {
  readonly side: Side;
  readonly source: AnySource<S>;
  readonly subjects: readonly S[];
  readonly maxBatch: number;
  readonly instance: InstanceName;
}): Asking => {
  const { side, source, subjects, maxBatch, instance } = means;
  const inBatches = async (whom: readonly number[], call: AnySource<S>, ask: Ask, selection: Selection = {}) => {
    const wanted = whom.flatMap((at) => subjects[at] ?? []);
    if (wanted.length === 0) return call([], selection, ask);
    const answers: Answer<unknown>[] = [];
    for (let at = 0; at < wanted.length; at += maxBatch)
      answers.push(...(await call(wanted.slice(at, at + maxBatch), selection, ask)));
    return answers;
  };
  return {
    side,
    size: subjects.length,
    ask: (whom, ask) => inBatches(whom, source, ask),
    answers: async (whom, ask, words, selection) => {
      const forgiving: AnySource<S> = (some, ...rest) =>
        source(some, ...rest).catch((error: unknown) => {
          if (!(error instanceof SourceFault) || some.length > 1) throw error;
          words.error(error);
          return some.map(() => failed(systemError(error.code, instance, error.message)));
        });
      const answers = await inBatches(whom, forgiving, ask, selection);
      words.answers(answers);
      return answers;
    },
  };
};

export interface Subjects {
  readonly people: readonly PersonIdentity[];
  readonly places: readonly Place[];
}

type AnySources = { readonly [S in keyof Subjects]: { readonly [C in Capability]?: AnySource<Subjects[S][number]> } };

/** How a connection of an instance can be asked for a capability: from one side, or from both. */
export const askingsOf = (
  { sources }: Connection,
  capability: Capability,
  { maxBatch }: Provision,
  { people, places }: Subjects,
  instance: InstanceName,
): readonly Asking[] => {
  const { people: ofPeople, places: ofPlaces } = sources as AnySources;
  const [aboutPeople, aboutPlaces] = [ofPeople[capability], ofPlaces[capability]];
  return [
    ...(aboutPeople ? [asking({ side: 'people', source: aboutPeople, subjects: people, maxBatch, instance })] : []),
    ...(aboutPlaces ? [asking({ side: 'places', source: aboutPlaces, subjects: places, maxBatch, instance })] : []),
  ];
};

export const everyone = ({ size }: Asking): readonly number[] => Array.from({ length: size }, (_, at) => at);

/** The records of an answer, of a list or of one. */
export const recordsIn = (answer: Answer<unknown> | undefined): readonly ClinicalRecord[] =>
  answer?.kind === 'found' ? ([answer.value].flat() as readonly ClinicalRecord[]) : [];
