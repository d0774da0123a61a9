import type { Clock } from '../../schema/clock';
import type { RegisterEntry } from '../../schema/migration/register';
import type { Store } from '../store';
import { SETTINGS } from './history';
import { entryOf, registerRows, writeEntry } from './register-rows';
import { lockLedger } from './route-rows';
import type { SystemInstance } from './routes';

/**
 * Fills the register with the systems of the settings, and at the very first start with what is shipped. What a person
 * has changed stays as they left it; of the rest, name and organisation follow the settings.
 */
export const syncRegister = (
  store: Store,
  systems: readonly SystemInstance[],
  shipped: readonly RegisterEntry[],
  clock: Clock,
): Promise<void> =>
  store.db.transaction().execute(async (trx) => {
    await lockLedger(trx);
    const rows = await registerRows(trx);
    const present = new Map(rows.map((row) => [row.system.id, row]));
    const first = rows.length === 0;
    const known = new Map(shipped.map((entry) => [entry.id, entry]));
    const means = { by: SETTINGS, clock };
    for (const { name, systemName, organisationName, lifecycle } of systems) {
      const row = present.get(name);
      const before = row?.system ?? null;
      if (row && row.changedBy !== null) continue;
      const base = before ? entryOf(before) : (first && known.get(name)) || emptyEntry(name, lifecycle);
      // A name that the shipped register gives says more than the settings' short one.
      const named = { name: known.get(name)?.name ?? systemName, organisationName };
      await writeEntry(trx, { ...base, ...named }, before, { ...means, reason: 'as the settings say' });
      known.delete(name);
    }
    if (!first) return;
    for (const entry of known.values())
      await writeEntry(trx, entry, null, { ...means, reason: 'the register that is shipped' });
  });

const emptyEntry = (id: SystemInstance['name'], lifecycle: SystemInstance['lifecycle']): RegisterEntry => ({
  ...{ id, name: id, organisationName: id, lifecycle, function: null, supplier: null, owner: null, phases: [] },
  ...{ conditions: [], contractEnd: null, yearlyCost: null, retention: null, dependants: [], replacedBy: [] },
});
