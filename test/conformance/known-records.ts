import type { PersonIdentity, PersonRecordKey } from '../../schema/clinical/person';
import type { Running } from './running';

/** Which records of a person the kind's own feeds have made known: what the index holds after hearing them. */
export const knownRecords = async ({
  store,
}: Running): Promise<(identifiers: PersonIdentity['identifiers']) => readonly PersonRecordKey[]> => {
  const rows = await store.db
    .selectFrom('person_record')
    .innerJoin('person_identifier', 'person_identifier.record', 'person_record.id')
    .select(['instance', 'record_id', 'system', 'value'])
    .execute();
  const byIdentifier = new Map<string, PersonRecordKey[]>();
  for (const { instance, record_id, system, value } of rows) {
    const key = `${system}|${value}`;
    const record = { instance: instance as PersonRecordKey['instance'], recordId: record_id };
    byIdentifier.set(key, [...(byIdentifier.get(key) ?? []), record]);
  }
  return (identifiers) => {
    const records = identifiers.flatMap(({ system, value }) => byIdentifier.get(`${system}|${value}`) ?? []);
    return [...new Map(records.map((record) => [`${record.instance} ${record.recordId}`, record])).values()];
  };
};
