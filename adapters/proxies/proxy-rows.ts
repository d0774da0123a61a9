import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { Proxy } from '../../schema/proxies';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import type { ProxyTable } from '../store/tables/relationships';
import type { checked } from './checked';

export type ProxyRow = Selectable<ProxyTable>;

/** A patient is told who by the name they know; the carer's number is the carer's own. */
export const proxyOf = (row: ProxyRow, toldTo: Role): Proxy => ({
  id: row.name,
  patient: row.person_id,
  carerName: row.carer_name,
  carerNhsNumber: toldTo === 'privacy-officer' ? row.carer_nhs_number : null,
  capabilities: row.capabilities,
  from: instantOf(row.from_at.getTime()),
  until: row.until_at && instantOf(row.until_at.getTime()),
  at: instantOf(row.at.getTime()),
  by: row.by_name,
  reason: row.reason,
  endedAt: row.ended_at && instantOf(row.ended_at.getTime()),
  endedBy: row.ended_by_name,
  endedRole: row.ended_by_role,
  endedReason: row.ended_reason,
});

/** Whether one that stands is what is wanted now, by the same hand: it began already, and ends no sooner and no later. */
export const saysTheSame = (row: ProxyRow, wanted: ReturnType<typeof checked>, userId: string): boolean => {
  const { carerNhsNumber, carerName, capabilities, from, until } = wanted;
  const parts = (all: readonly string[] | null): string => JSON.stringify(all && [...all].sort());
  return (
    row.ended_at === null &&
    row.by_user_id === userId &&
    row.carer_nhs_number === carerNhsNumber &&
    row.carer_name === carerName &&
    parts(row.capabilities) === parts(capabilities) &&
    row.from_at.getTime() <= Date.parse(from) &&
    (row.until_at?.getTime() ?? null) === (until === null ? null : Date.parse(until))
  );
};

/** Newest first: by the number each was put down for; of an older one, which has none, by whatever id of the person. */
export const proxiesOf = (db: Kysely<Tables>, { id, mergedIds, nhsNumber }: PersonIdentity): Promise<ProxyRow[]> =>
  db
    .selectFrom('proxy')
    .selectAll()
    .where((is) =>
      is.or([
        is('person_nhs_number', '=', nhsNumber ?? null),
        is.and([is('person_nhs_number', 'is', null), is('person_id', 'in', [id, ...mergedIds])]),
      ]),
    )
    .orderBy('id', 'desc')
    .execute();

export const standingProxy = (db: Kysely<Tables>, name: string): Promise<ProxyRow | undefined> =>
  db.selectFrom('proxy').selectAll().where('name', '=', name).where('ended_at', 'is', null).executeTakeFirst();
