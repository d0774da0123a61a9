import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { Proxy } from '../../schema/proxies';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import type { ProxyTable } from '../store/tables/relationships';

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

/** By the number it was put down for; of an older one, which has none, by whatever id of the person. */
export const isOf =
  ({ id, mergedIds, nhsNumber }: PersonIdentity) =>
  ({ person_id, person_nhs_number }: Pick<ProxyRow, 'person_id' | 'person_nhs_number'>): boolean =>
    person_nhs_number === null ? [id, ...mergedIds].includes(person_id) : person_nhs_number === nhsNumber;

/** Newest first. */
export const proxiesOf = async (db: Kysely<Tables>, person: PersonIdentity): Promise<ProxyRow[]> => {
  const { id, mergedIds, nhsNumber } = person;
  const rows = await db
    .selectFrom('proxy')
    .selectAll()
    .where((is) => is.or([is('person_id', 'in', [id, ...mergedIds]), is('person_nhs_number', '=', nhsNumber ?? null)]))
    .orderBy('id', 'desc')
    .execute();
  return rows.filter(isOf(person));
};

export const standingProxy = (db: Kysely<Tables>, name: string): Promise<ProxyRow | undefined> =>
  db.selectFrom('proxy').selectAll().where('name', '=', name).where('ended_at', 'is', null).executeTakeFirst();
