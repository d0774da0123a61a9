import { absent, failed, found } from '../../../schema/answer';
import type { Answer } from '../../../schema/answer';
import type { Ask } from '../../../schema/capabilities';
import { compareBirthDates } from '../../../schema/clinical/birth-date';
import type { Demographics, PersonIdentity } from '../../../schema/clinical/person';
import { now } from '../../../schema/clock';
import { systemError } from '../../../schema/errors';
import { hospitalNumberSystem, instanceParts } from '../../../schema/identifiers';
import { SourceFault } from '../../contract';
import type { Means, PersonSource } from '../../contract';
import type { PasConfig } from './config';
import type { PersonReading } from '../../segments/person';
import { demographicsOf } from './demographics';
import { ITK_PROFILE } from './profiles';
import { queryPas } from './query';
import type { QueryCircumstances } from './query';

/** Queries in flight at once: a legacy PAS answers them one by one. */
const AT_ONCE = 4;

const newest = (records: readonly Demographics[]): Demographics | undefined =>
  [...records].sort((a, b) => b.source.asOf.localeCompare(a.source.asOf))[0];

/** The projection's list as one record; null where the feed never told of the person, so that the PAS is to be asked. */
const heard = (answer: Answer<readonly Demographics[]>): Answer<Demographics> | null => {
  if (answer.kind === 'absent') return null;
  if (answer.kind === 'found') {
    const value = newest(answer.value);
    return value === undefined ? null : { ...answer, value };
  }
  const { error, stale } = answer;
  const value = newest(stale?.value ?? []);
  // A silent feed that knows nothing of the person says nothing: the PAS itself may.
  if (value === undefined) return error.code === 'SOURCE_STALE' ? null : { kind: 'failed', error };
  return { kind: 'failed', error, ...(stale === undefined ? {} : { stale: { value, source: stale.source } }) };
};

type PasIdentifier = { readonly value: string; readonly authority: string };

/** By its own hospital number where one is linked, else by a verified NHS number: an unverified one proves nobody. */
const identifierOf = (person: PersonIdentity, organisation: string): PasIdentifier | undefined => {
  const own = person.identifiers.find(({ system }) => system === hospitalNumberSystem(organisation));
  if (own !== undefined) return { value: own.value, authority: organisation };
  return person.nhsNumber === undefined || !person.nhsNumberVerified
    ? undefined
    : { value: person.nhsNumber, authority: 'NHS' };
};

/**
 * The identity rules, applied to an answer: the identifier that was asked for (an NHS number traced, status 01, on both
 * sides) and an agreeing birth date that is not estimated. An own number without a birth date is the PAS's own word.
 */
const isSamePerson = (person: PersonIdentity, { patch }: PersonReading, asked: PasIdentifier): boolean => {
  if (asked.authority === 'NHS')
    return (
      patch.nhsNumber === asked.value && patch.traceStatus === '01' && compareBirthDates(patch, person) === 'agree'
    );
  const agrees = patch.birthDate === person.birthDate && patch.birthDateEstimated !== true;
  const numbered = patch.identifiers?.some(({ value }) => value === asked.value) ?? false;
  return numbered && (agrees || person.birthDate === undefined || (patch.birthDate ?? undefined) === undefined);
};

const IN_DOUBT = {
  code: 'IDENTITY_IN_DOUBT',
  text: 'The PAS holds a record under this identifier that the identity rules do not join.',
};

/** Beside that a record is in doubt: somebody has to put right which of them has the number. */
const HELD_TWICE = {
  code: 'NUMBER_HELD_TWICE',
  text: 'The PAS answers with more than one record under one number of this person.',
};

const askLive = async (
  person: PersonIdentity,
  config: PasConfig,
  { instance, clock }: Means,
  ask: Ask,
): Promise<Answer<Demographics>> => {
  const { organisation } = instanceParts(instance);
  const retrievedAt = now(clock);
  const identifier = identifierOf(person, organisation);
  const stamp = { instance, asOf: retrievedAt, retrievedAt, freshness: 'LIVE' } as const;
  if (identifier === undefined) return absent(stamp);
  const circumstances: QueryCircumstances = {
    config,
    profile: { ...ITK_PROFILE, instance, hospitalAuthorities: [organisation] },
    clock,
    deadline: ask.deadline,
    signal: ask.signal,
  };
  try {
    const { matches, asOf } = await queryPas({ kind: 'person', identifier }, circumstances);
    const [match, ...others] = matches;
    if (match === undefined) return absent({ ...stamp, asOf });
    const source = { ...stamp, asOf };
    // It is all that tells whose a record is: one that two have tells it of neither.
    if (others.length > 0) return absent(source, [IN_DOUBT, HELD_TWICE]);
    if (!isSamePerson(person, match.person, identifier)) return absent(source, [IN_DOUBT]);
    const { recordId, patch } = match.person;
    const demographics = demographicsOf(recordId, patch, source);
    // ITK's reply need not say whether the whereabouts are hidden: then they are, until the feed says.
    return match.sensitivityStated
      ? found(demographics, source)
      : found({ ...demographics, restricted: true }, source, {
          warnings: [
            { code: 'SENSITIVITY_UNKNOWN', text: 'The answer does not say whether the whereabouts are hidden.' },
          ],
        });
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return failed(systemError(error.code, instance, error.message));
  }
};

const ALL_ABSORBED = {
  code: 'RECORDS_MERGED_AWAY',
  text: 'Every record of this person was merged into another, and none is left that speaks for them: this is what they said last.',
};

/** What the PAS knows goes before what merged records said; where it knows nothing, or is silent, nobody is nameless. */
const beside = (live: Answer<Demographics>, said: Answer<Demographics>): Answer<Demographics> => {
  if (said.kind !== 'found') return said;
  switch (live.kind) {
    case 'found':
      return live;
    case 'absent':
      return { ...said, complete: false, warnings: [...said.warnings, ...live.warnings, ALL_ABSORBED] };
    case 'failed':
      return { kind: 'failed', error: live.error, stale: { value: said.value, source: said.source } };
  }
};

/**
 * Demographics as the feed told them; a person it never told of is asked for with QBP^Q21, one by one. So is one whose
 * records were all merged away, in a circle or into one of which nothing was told yet.
 */
export const demographicsSource =
  (config: PasConfig, means: Means): PersonSource<'demographics'> =>
  async (people, _selection, ask) => {
    const told = await means.projections.forPeople('demographics', people);
    const answers = told.map(heard);
    const unheard = people.map((_, at) => at).filter((at) => (answers[at] ?? null) === null);
    const waiting = [...unheard];
    const askNext = async (): Promise<void> => {
      for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
        const person = people[at];
        if (person !== undefined) answers[at] = await askLive(person, config, means, ask);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askNext));
    const nameless = unheard.flatMap((at) => {
      const [person, live] = [people[at], answers[at]];
      return person && live && live.kind !== 'found' ? [{ at, person, live }] : [];
    });
    const lastSaid = await means.projections.forPeople(
      'demographics',
      nameless.map(({ person }) => person),
      { absorbed: true },
    );
    nameless.forEach(({ at, live }, index) => {
      const said = lastSaid[index];
      const known = said && heard(said);
      if (known) answers[at] = beside(live, known);
    });
    return answers.map(
      (answer) =>
        answer ??
        failed(systemError('SOURCE_INVALID', means.instance, 'The projection answered for fewer people than asked')),
    );
  };
