import { setMaxListeners } from 'node:events';
import type { Answer } from '../../schema/answer';
import type { Ask, Capability, Place, Selection } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { ClinicalRecord } from '../../schema/clinical/values';
import type { Clock } from '../../schema/clock';
import type { OdsCode } from '../../schema/identifiers';
import type { Connection, Provision } from '../../adapters/contract';
import type { Side } from './kinds';

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
}

const asking = <S>(side: Side, source: AnySource<S>, subjects: readonly S[], maxBatch: number): Asking => ({
  side,
  size: subjects.length,
  ask: async (whom, ask) => {
    const wanted = whom.flatMap((at) => subjects[at] ?? []);
    if (wanted.length === 0) return source([], {}, ask);
    const answers: Answer<unknown>[] = [];
    for (let at = 0; at < wanted.length; at += maxBatch)
      answers.push(...(await source(wanted.slice(at, at + maxBatch), {}, ask)));
    return answers;
  },
});

export interface Subjects {
  readonly people: readonly PersonIdentity[];
  readonly places: readonly Place[];
}

type AnySources = { readonly [S in keyof Subjects]: { readonly [C in Capability]?: AnySource<Subjects[S][number]> } };

/** How a connection can be asked for a capability: from one side, or from both. */
export const askingsOf = (
  { sources }: Connection,
  capability: Capability,
  { maxBatch }: Provision,
  subjects: Subjects,
): readonly Asking[] => {
  const { people, places } = sources as AnySources;
  return [
    ...(people[capability] ? [asking('people', people[capability], subjects.people, maxBatch)] : []),
    ...(places[capability] ? [asking('places', places[capability], subjects.places, maxBatch)] : []),
  ];
};

export const everyone = ({ size }: Asking): readonly number[] => Array.from({ length: size }, (_, at) => at);

/** The records of an answer, of a list or of one. */
export const recordsIn = (answer: Answer<unknown> | undefined): readonly ClinicalRecord[] =>
  answer?.kind === 'found' ? ([answer.value].flat() as readonly ClinicalRecord[]) : [];
