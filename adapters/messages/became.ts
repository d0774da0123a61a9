import type { Kysely } from 'kysely';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { BecameRecord } from '../../schema/messages';
import type { RecordIds } from '../../schema/record-id';
import type { IdentityIndex } from '../identity';
import { foldStream } from '../projections/fold/streams';
import type { Row } from '../projections/fold/row';
import type { ProjectedKind } from '../projections';
import type { Tables } from '../store';
import { messageId } from './cursor';
import { fieldsOf } from './record-fields';

const KINDS: Readonly<Record<ProjectedKind, Pick<BecameRecord, 'capability' | 'type'>>> = {
  demographics: { capability: 'demographics', type: 'Patient' },
  encounters: { capability: 'encounters', type: 'Encounter' },
  'discharge-readiness': { capability: 'discharge-readiness', type: 'DischargeReadiness' },
  allergies: { capability: 'allergies', type: 'AllergyIntolerance' },
  appointments: { capability: 'appointments', type: 'Appointment' },
  'waiting-list': { capability: 'waiting-list', type: 'WaitingListEntry' },
  wards: { capability: 'wards', type: 'Ward' },
  beds: { capability: 'bed-state', type: 'Bed' },
  'lab-reports': { capability: 'lab-reports', type: 'LabReport' },
  'lab-orders': { capability: 'lab-orders', type: 'LabOrder' },
  'imaging-reports': { capability: 'imaging-reports', type: 'ImagingReport' },
  'imaging-orders': { capability: 'imaging-orders', type: 'ImagingOrder' },
};

/** Rows that are no record of the graph. */
const KEPT_FOR_FOLDS: ReadonlySet<Row['kind']> = new Set<Row['kind']>(['person-state', 'planned-move']);

interface Body {
  readonly key: string;
  readonly source: { readonly messageId?: string };
}
const saidBy = (row: { readonly body: unknown }): string | undefined => (row.body as Body).source.messageId;

export interface Told {
  readonly instance: InstanceName;
  readonly feed: string;
  readonly seq: number;
}

/** The records of every stream the message spoke in, as they stood once it was heard. */
const recordsThen = async (db: Kysely<Tables>, { instance, feed, seq }: Told): Promise<readonly Row[]> => {
  const spoken = await db
    .selectFrom('event')
    .select('stream')
    .distinct()
    .where('instance', '=', instance)
    .where('feed', '=', feed)
    .where('seq', '=', seq)
    .execute();
  if (spoken.length === 0) return [];
  const streams = spoken.map(({ stream }) => stream);
  const told = await db
    .selectFrom('event')
    .select(['stream', 'seq', 'idx', 'message_id', 'body'])
    .where('instance', '=', instance)
    .where('stream', 'in', streams)
    .where('seq', '<=', seq)
    .execute();
  const id = messageId(seq);
  return streams.flatMap((stream) => {
    const events = told
      .filter((row) => row.stream === stream)
      .map((row) => ({ seq: row.seq, idx: row.idx, messageId: row.message_id, event: row.body }));
    const rows = foldStream(instance, stream, events).filter(({ kind }) => !KEPT_FOR_FOLDS.has(kind));
    const own = rows.filter((row) => saidBy(row) === id);
    if (own.length > 0) return own;
    // A message that came late had been overtaken already: what it spoke of still is what it was about. A report's number
    // may have been told of others, and those it does not name; a visit it speaks of may be somebody else's by now.
    const named = new Set(events.flatMap((one) => (one.seq === seq && 'recordId' in one.event ? one.event.recordId : []))); // prettier-ignore
    const ofNamed = rows.filter(({ recordId }) => recordId !== null && named.has(recordId));
    return ofNamed.length > 0 ? ofNamed : rows;
  });
};

export interface Became {
  /** Whose records they are, each record once; null for one of somebody whom the index does not know. */
  readonly owners: readonly (PersonIdentity | null)[];
  /** Values are left out unless `opened`. */
  records(opened: boolean): readonly BecameRecord[];
}

/**
 * What a message became in the graph: each record as it stood once the message was heard, and whether the message is
 * still its latest word. A record may be of somebody whom the message does not name: then its visit is theirs by now.
 */
export const becameOf = async (
  {
    db,
    index,
    ids,
  }: { readonly db: Kysely<Tables>; readonly index: Pick<IdentityIndex, 'bySubjects'>; readonly ids: RecordIds },
  told: Told,
): Promise<Became> => {
  const { instance } = told;
  const rows = await recordsThen(db, told);
  if (rows.length === 0) return { owners: [], records: () => [] };
  const standing = await db
    .selectFrom('projection')
    .select(['kind', 'key', 'body'])
    .where('instance', '=', instance)
    .where('key', 'in', [...new Set(rows.map(({ key }) => key))])
    .where('kind', 'in', [...new Set(rows.map(({ kind }) => kind))])
    .execute();
  const recordIds = [...new Set(rows.flatMap(({ recordId }) => recordId ?? []))];
  const owners = await index.bySubjects(
    recordIds.map((recordId) => ({ record: { instance, recordId }, identifiers: [] })),
  );
  const records = (opened: boolean): readonly BecameRecord[] =>
    rows.map(({ kind, key, recordId, body }) => {
      const { capability, type } = KINDS[kind as ProjectedKind];
      const person = (recordId === null ? null : owners[recordIds.indexOf(recordId)]?.id) ?? null;
      const businessKey = (body as Body).key;
      const now = standing.find((row) => row.kind === kind && row.key === key);
      return {
        ...{ capability, type, person },
        id:
          kind === 'demographics'
            ? person
            : kind === 'encounters'
              ? ids.seal('encounter', businessKey)
              : kind === 'wards'
                ? ids.seal('ward', businessKey)
                : null,
        current: now !== undefined && saidBy(now) === messageId(told.seq),
        fields: fieldsOf(body).map(({ path, value }) => ({ path, value: opened ? value : null })),
      };
    });
  return { owners, records };
};
