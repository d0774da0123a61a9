import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NewPrivacyDirective, PrivacyDirective, RecordPart } from '../../schema/privacy';
import { instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { PrivacyDirectiveTable } from '../store/tables/privacy';

export type DirectiveRow = Selectable<PrivacyDirectiveTable>;

const partOf = ({ capability, organisation, instance, record }: DirectiveRow): RecordPart | null => {
  const part = {
    ...(capability !== null && { capability }),
    ...(organisation !== null && { organisation }),
    ...(instance !== null && { instance }),
    ...(record !== null && { record }),
  };
  return Object.keys(part).length === 0 ? null : part;
};

export const directiveOf = (row: DirectiveRow): PrivacyDirective => ({
  id: row.id,
  patient: row.person_id,
  kind: row.kind,
  part: partOf(row),
  from: instantOf(row.from_at.getTime()),
  until: row.until_at && instantOf(row.until_at.getTime()),
  at: instantOf(row.at.getTime()),
  role: row.role,
  by: row.by_name,
  reason: row.reason,
  endedAt: row.ended_at && instantOf(row.ended_at.getTime()),
  endedBy: row.ended_by_name,
  endedReason: row.ended_reason,
});

/** Whether what stands is what is wanted now, by the same hand: it began already, and ends no sooner and no later. */
export const saysTheSame = (
  row: DirectiveRow,
  wanted: NewPrivacyDirective & { readonly from: Instant },
  userId: string,
): boolean => {
  const { kind, part = {}, from, until } = wanted;
  const { capability = null, organisation = null, instance = null, record = null } = part;
  return (
    row.by_user_id === userId &&
    row.kind === kind &&
    row.capability === capability &&
    row.organisation === organisation &&
    row.instance === instance &&
    row.record === record &&
    row.from_at.getTime() <= Date.parse(from) &&
    (row.until_at?.getTime() ?? null) === (until === undefined ? null : Date.parse(until))
  );
};

/** Newest first: whichever were put down for any record that is the person's now. */
export const directivesOf = async (
  db: Kysely<Tables>,
  { records }: PersonIdentity,
): Promise<readonly DirectiveRow[]> => {
  const { rows } = await sql<DirectiveRow>`select d.* from privacy_directive as d where d.id in (
      select dr.directive from unnest(${records.map(({ instance }) => instance)}::text[],
        ${records.map(({ recordId }) => recordId)}::text[]) as own (instance, record_id)
      join privacy_directive_record as dr on dr.instance = own.instance and dr.record_id = own.record_id
    ) order by d.seq desc`.execute(db);
  return rows;
};
