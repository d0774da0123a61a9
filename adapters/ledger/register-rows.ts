import type { Kysely, Selectable, Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { instanceParts, type InstanceName, type OdsCode } from '../../schema/identifiers';
import type { RegisteredSystem, RegisterEntry } from '../../schema/migration/register';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import type { RegisteredSystemTable } from '../store/tables/ledger-moves';
import { recordChanges, SETTINGS, type Mover } from './history';
import { registerEntry } from './register-entry';

/** A system of the register, and who changed it last: null while it is as the settings say. */
export interface RegisterRow {
  readonly system: RegisteredSystem;
  readonly changedBy: string | null;
}

const byOrganisationAndName = (a: RegisterRow, b: RegisterRow): number =>
  a.system.organisation.localeCompare(b.system.organisation, 'en') ||
  a.system.name.localeCompare(b.system.name, 'en') ||
  a.system.id.localeCompare(b.system.id, 'en');

const bySystem = <R extends { readonly system: string }>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(row.system, [...(groups.get(row.system) ?? []), row]);
  return groups;
};

const entryOfRow = (row: Selectable<RegisteredSystemTable>, conditions: readonly string[]): RegisterEntry =>
  registerEntry.parse({
    ...{ id: row.id, name: row.name, organisationName: row.organisation_name, function: row.function },
    ...{ supplier: row.supplier, owner: row.owner, lifecycle: row.lifecycle, phases: row.phases, conditions },
    ...{ contractEnd: row.contract_end, yearlyCost: row.yearly_cost, retention: row.retention },
    ...{ dependants: row.dependants, replacedBy: row.replaced_by },
  });

/** The whole register, by organisation and name. */
export const registerRows = async (db: Kysely<Tables>): Promise<readonly RegisterRow[]> => {
  const rows = await db.selectFrom('registered_system').selectAll().execute();
  const conditions = bySystem(
    await db.selectFrom('system_condition').selectAll().orderBy('position').orderBy('id').execute(),
  );
  const signatures = bySystem(await db.selectFrom('system_sign_off').selectAll().orderBy('id').execute());
  const connected = await db
    .selectFrom('system_instance')
    .select('name')
    .where('kind', 'is not', null)
    .where('lifecycle', '<>', 'retired')
    .execute();
  const reached = new Set(connected.map(({ name }) => name));
  return rows
    .map((row): RegisterRow => {
      const own = conditions.get(row.id) ?? [];
      const entry = entryOfRow(
        row,
        own.map(({ words }) => words),
      );
      const system: RegisteredSystem = {
        ...entry,
        organisation: instanceParts(entry.id).organisation as OdsCode,
        connected: reached.has(row.id),
        conditions: own.map(({ id, words, met_at, met_by }) => ({
          ...{ id, words, metAt: met_at && instantOf(met_at.getTime()), metBy: met_by },
        })),
        signOffs: (signatures.get(row.id) ?? []).map((one) => ({
          ...{
            userId: one.user_id,
            by: one.user_name,
            role: one.role,
            at: instantOf(one.at.getTime()),
            words: one.words,
          },
        })),
        version: row.version,
      };
      return { system, changedBy: row.changed_by };
    })
    .sort(byOrganisationAndName);
};

/** What of a system stands in the register's text. */
export const entryOf = ({ conditions, ...system }: RegisteredSystem): RegisterEntry => ({
  ...{ id: system.id, name: system.name, organisationName: system.organisationName, function: system.function },
  ...{ supplier: system.supplier, owner: system.owner, lifecycle: system.lifecycle, phases: system.phases },
  conditions: conditions.map(({ words }) => words),
  ...{ contractEnd: system.contractEnd, yearlyCost: system.yearlyCost, retention: system.retention },
  ...{ dependants: system.dependants, replacedBy: system.replacedBy },
});

/** The fields in which two entries differ, as JSON: what the history shows. */
const differing = (entry: RegisterEntry, other: RegisterEntry | null): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(entry).filter(
        ([field, value]) =>
          field !== 'id' &&
          JSON.stringify(value) !==
            (other ? JSON.stringify(Object.entries(other).find(([name]) => name === field)?.[1]) : 'null'),
      ),
    ),
  );

/** Writes one entry over what there is, with who, when and why. False where nothing differs. */
export const writeEntry = async (
  trx: Transaction<Tables>,
  entry: RegisterEntry,
  before: RegisteredSystem | null,
  { by, reason, clock }: { readonly by: Mover; readonly reason: string; readonly clock: Clock },
): Promise<boolean> => {
  const old = before && entryOf(before);
  if (old && JSON.stringify(old) === JSON.stringify(entry)) return false;
  const row = {
    ...{ id: entry.id, name: entry.name, organisation: instanceParts(entry.id).organisation },
    ...{ organisation_name: entry.organisationName, function: entry.function, supplier: entry.supplier },
    ...{ owner: entry.owner, lifecycle: entry.lifecycle, phases: JSON.stringify(entry.phases) },
    ...{ contract_end: entry.contractEnd, yearly_cost: entry.yearlyCost, retention: entry.retention },
    ...{ dependants: [...entry.dependants], replaced_by: [...entry.replacedBy], version: (before?.version ?? 0) + 1 },
    ...{ changed_by: by === SETTINGS ? null : by.name, at: now(clock), why: reason },
  };
  await trx
    .insertInto('registered_system')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await writeConditions(trx, entry.id, entry.conditions);
  const change = {
    ...{ about: entry.id, what: old ? 'changed' : 'registered', reason },
    ...{ before: old && differing(old, entry), after: differing(entry, old) },
  };
  await recordChanges(trx, [change], by, clock);
  return true;
};

/** All conditions anew; those with the same words stay met. */
const writeConditions = async (
  trx: Transaction<Tables>,
  system: InstanceName,
  conditions: readonly string[],
): Promise<void> => {
  let gone = trx.deleteFrom('system_condition').where('system', '=', system);
  if (conditions.length > 0) gone = gone.where('words', 'not in', conditions);
  await gone.execute();
  for (const [position, words] of conditions.entries())
    await trx
      .insertInto('system_condition')
      .values({ system, position, words })
      .onConflict((conflict) => conflict.columns(['system', 'words']).doUpdateSet({ position }))
      .execute();
};
