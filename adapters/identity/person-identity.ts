import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Identifier } from '../../schema/clinical/values';
import type { PersonIdentity, RecordInDoubt } from '../../schema/clinical/person';
import type { SealedPart } from '../../schema/privacy';
import { instanceParts } from '../../schema/identifiers';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import type { Tables } from '../store';
import { directivesOfRecord, type Directive } from './directives';
import { nearOwn } from './near';

interface PersonRow {
  readonly id: string;
  readonly epoch: number;
  readonly merged: readonly string[];
  readonly records: readonly RecordRow[];
  readonly doubtful: readonly DoubtfulRow[];
}

/** A candidate of the person, or a record that is linked to them and to somebody else, with the marks of whoever it belongs to now. */
type DoubtfulRow = Pick<RecordRow, 'instance' | 'record_id' | 'restricted'> & Marks;

type Marks = Pick<RecordRow, 'very_restricted' | 'dissents' | 'directives'>;

interface RecordRow {
  readonly instance: InstanceName;
  readonly record_id: string;
  readonly nhs_number: NhsNumber | null;
  readonly trace_status: string | null;
  readonly birth_date: PartialDate | null;
  readonly birth_date_estimated: boolean;
  readonly practice: OdsCode | null;
  readonly restricted: boolean;
  readonly very_restricted: boolean;
  readonly dissents: boolean;
  readonly directives: readonly Directive[];
  readonly retired: boolean;
  readonly identifiers: readonly Identifier[];
}

/** The patient administration system keeps the organisation's own index: of facts that disagree, its is shown. */
export const isPatientIndex = (instance: InstanceName): boolean => instanceParts(instance).system === 'pas';

const agreed = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);
const known = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);

/** A part as it was named: what was not said is left out. */
const partOf = ({ kind, capability, organisation, instance, record }: Directive): readonly SealedPart[] =>
  kind === 'sealed' || kind === 'sealed-and-locked'
    ? [
        {
          kind,
          ...(capability !== null && { capability }),
          ...(organisation !== null && { organisation }),
          ...(instance !== null && { instance }),
          ...(record !== null && { record }),
        },
      ]
    : [];

/** One source's word, or one directive, is enough: of sources that disagree, the one that narrows is heeded. */
const privacyOf = (records: readonly Marks[]): Pick<PersonIdentity, 'veryRestricted' | 'dissents' | 'seals'> => {
  const directives = [...new Map(records.flatMap((record) => record.directives).map((one) => [one.id, one])).values()];
  const stands = (kind: Directive['kind']): boolean => directives.some((one) => one.kind === kind);
  const seals = directives.flatMap(partOf);
  return {
    ...((records.some((record) => record.very_restricted) || stands('very-restricted')) && { veryRestricted: true }),
    ...((records.some((record) => record.dissents) || stands('dissent')) && { dissents: true }),
    ...(seals.length > 0 && { seals }),
  };
};

/** Whoever is very restricted is nobody, here too. */
const inDoubtOf = (doubtful: readonly DoubtfulRow[]): readonly RecordInDoubt[] =>
  doubtful.flatMap((row) => {
    const { veryRestricted, seals } = privacyOf([row]);
    if (veryRestricted) return [];
    return [{ instance: row.instance, recordId: row.record_id, ...(seals !== undefined && { seals }) }];
  });

/** A living record of the system of which more is told than that a merge has named it, whose word goes before what it absorbed. */
const speaksFor =
  (instance: InstanceName) =>
  (record: RecordRow): boolean =>
    record.instance === instance && !record.retired && (record.nhs_number !== null || record.birth_date !== null);

const identityOf = ({ id, epoch, merged, records, doubtful }: PersonRow): PersonIdentity => {
  const indexFirst = [...records].sort(
    (a, b) => Number(isPatientIndex(b.instance)) - Number(isPatientIndex(a.instance)),
  );
  // What a record absorbed by another said no longer speaks, but its numbers still find the person.
  const speaking = indexFirst.filter((record) => !record.retired || !indexFirst.some(speaksFor(record.instance)));
  const nhsNumber = agreed(speaking.flatMap((record) => known(record.nhs_number)));
  const [firm] = speaking
    .filter((record) => !record.birth_date_estimated)
    .flatMap((record) => known(record.birth_date));
  const birthDate = firm ?? speaking.flatMap((record) => known(record.birth_date))[0];
  const practice = speaking.flatMap((record) => known(record.practice))[0];
  const identifiers = new Map(
    [...speaking, ...indexFirst]
      .flatMap((record) => record.identifiers)
      .map((one) => [`${one.system}|${one.value}`, one]),
  );
  // What no patient index knows may be of whoever it comes near, and is as hidden as they are.
  const marked = records.some((record) => isPatientIndex(record.instance)) ? records : [...records, ...doubtful];
  const privacy = privacyOf(marked);
  const inDoubt = inDoubtOf(doubtful);
  return {
    id: id as PersonId,
    mergedIds: merged as readonly PersonId[],
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    nhsNumberVerified: speaking.some((record) => record.nhs_number === nhsNumber && record.trace_status === '01'),
    identifiers: [...identifiers.values()],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(birthDate !== undefined && firm === undefined && { birthDateEstimated: true }),
    ...(practice === undefined ? {} : { generalPractice: practice }),
    records: records.map(({ instance, record_id }) => ({ instance, recordId: record_id })),
    ...(inDoubt.length > 0 && { inDoubt }),
    // Whatever masks or keeps nothing of a restricted person does so of this one, too.
    restricted: privacy.veryRestricted === true || marked.some((record) => record.restricted),
    ...privacy,
    epoch,
  };
};

/**
 * Living persons by their ids and by those that were merged into them, with the directives that stand at a moment, in one
 * statement: no merge can come between finding out who somebody is now and reading what is known of them.
 */
export const loadPeople = async (
  db: Kysely<Tables>,
  ids: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, PersonIdentity>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<PersonRow>`select p.id, p.epoch,
      coalesce((select json_agg(m.id order by m.age) from person as m where m.merged_into = p.id), '[]') as merged,
      coalesce((
        select json_agg(json_build_object(
          'instance', r.instance, 'record_id', r.record_id, 'nhs_number', r.nhs_number, 'trace_status', r.trace_status,
          'birth_date', r.birth_date, 'birth_date_estimated', r.birth_date_estimated, 'practice', r.practice,
          'restricted', r.restricted, 'very_restricted', r.very_restricted, 'dissents', r.dissents,
          'directives', ${directivesOfRecord(at)}, 'retired', r.retired, 'identifiers', coalesce((
            select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.system, i.value)
            from person_identifier as i where i.record = r.id
          ), '[]')) order by r.id)
        from person_record as r where r.person_id = p.id
      ), '[]') as records,
      coalesce((
        select json_agg(json_build_object('instance', r.instance, 'record_id', r.record_id, 'very_restricted', exists (
            select 1 from person_record as marked where marked.person_id = r.person_id and marked.very_restricted
          ), 'restricted', r.restricted, 'dissents', r.dissents, 'directives', ${directivesOfRecord(at)}) order by r.id)
        from (
          select distinct link.other from person_record as own cross join lateral (
            select other from (${nearOwn}) as near_own offset 0
          ) as link where own.person_id = p.id
        ) as near
        cross join lateral (
          select id, instance, record_id, person_id, restricted, dissents from person_record where id = near.other offset 0
        ) as r where r.person_id <> p.id
      ), '[]') as doubtful
    from person as p where p.id = any(array(
      select coalesce(merged_into, id) from person where id = any(${ids}::text[])
    ))`.execute(db);
  return new Map(
    rows.flatMap((row) => {
      const person = identityOf(row);
      return [row.id, ...row.merged].map((id) => [id, person] as const);
    }),
  );
};
