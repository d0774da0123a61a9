import type { Kysely } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { GraphRefusal, refuseInput } from '../../schema/errors';
import { instanceParts, type InstanceName } from '../../schema/identifiers';
import type {
  Register,
  RegisteredSystem,
  RegisterEntry,
  RegisterText,
  SystemChange,
} from '../../schema/migration/register';
import { holdsNhsNumber, reasonGiven } from '../../schema/reason';
import {
  entryOf,
  lockLedger,
  printRegister,
  readRegister,
  registerEntry,
  registerRows,
  writeEntry,
  wrongWith,
} from '../ledger';
import { createRecordedRead, type Recorder } from '../routing';
import { importEffect, importWarnings } from './import-preview';
import { knownOrganisation } from './known';
import { checkPreview, previewId } from './previewed';
import type { Store, Tables } from '../store';

export interface RegisterMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly recorder: Recorder;
}

/**
 * No text retires a system, connected or not: only its gate does, which looks at what rests on it and at who signed. Nor
 * does one bring a system back that adapters ever reached.
 */
const checkLifecycle = (entry: RegisterEntry, before: RegisteredSystem | null, reached: ReadonlySet<string>): void => {
  if (entry.lifecycle === before?.lifecycle) return;
  if (entry.lifecycle === 'retired')
    refuseInput(
      `lifecycle of ${entry.id} cannot be retired by an edit or an import; ${before ? '' : 'register it as it stands, and '}retire it through its gate (retireSystem)`,
    );
  if (before?.lifecycle === 'retired' && reached.has(entry.id))
    refuseInput(
      `lifecycle of ${entry.id} stays retired: its routes have no way back, and what its feeds told is read as an archive; write retired, or leave the system out`,
    );
  if (before?.connected !== true) return;
  if (entry.lifecycle !== 'live' && entry.lifecycle !== 'retiring')
    refuseInput(`lifecycle of ${entry.id} cannot be ${entry.lifecycle} while an adapter reaches it`);
};

/** Systems that have or had an adapter, off or not. */
const everReached = async (trx: Kysely<Tables>): Promise<ReadonlySet<string>> => {
  const rows = await trx.selectFrom('system_instance').select('name').where('kind', 'is not', null).execute();
  return new Set(rows.map(({ name }) => name));
};

const checkWords = (entry: RegisterEntry): void => {
  if (holdsNhsNumber(JSON.stringify(entry))) refuseInput(`text of ${entry.id} must not hold an NHS number`);
};

/** Every system of the register, by its id. */
type Present = ReadonlyMap<string, RegisteredSystem>;

const presentOf = (systems: readonly RegisteredSystem[]): Present =>
  new Map<string, RegisteredSystem>(systems.map((system) => [system.id, system]));

/** The text's systems; what it leaves out of one stays as it is. Throws GraphRefusal BAD_USER_INPUT. */
const entriesOfText = ({ format, text }: RegisterText, present: Present): readonly RegisterEntry[] =>
  readRegister(text, format, (id) => {
    const known = present.get(id);
    return known ? entryOf(known) : null;
  });

/** Does it, or tells in what words the input is refused. */
const tried = <T>(work: () => T): { readonly done: T } | { readonly refused: string } => {
  try {
    return { done: work() };
  } catch (error) {
    if (error instanceof GraphRefusal && error.code === 'BAD_USER_INPUT') return { refused: error.message };
    throw error;
  }
};

/** As its other systems have it; its code where this is the first. */
const organisationNameOf = (id: InstanceName, present: Present): string => {
  const { organisation } = instanceParts(id);
  return [...present.values()].find((one) => one.organisation === organisation)?.organisationName ?? organisation;
};

const changedEntry = ({ id, reason: _, version, ...change }: SystemChange, present: Present): RegisterEntry => {
  const before = present.get(id) ?? null;
  if (version !== undefined && version !== (before?.version ?? 0))
    refuseInput(`version is ${before?.version ?? 0} by now: somebody changed the system in between`);
  const start = before
    ? entryOf(before)
    : { organisationName: organisationNameOf(id, present), lifecycle: 'not-connected' };
  const read = registerEntry.safeParse({ ...start, ...change, id });
  return read.success ? read.data : refuseInput(wrongWith(read.error));
};

/** The register for the graph: each read and each change is authorised, and on record before it is answered or done. */
export const createRegister = ({ store, clock, recorder }: RegisterMeans): Register => {
  const read = createRecordedRead(recorder, 'The ledger');
  const all = async (): Promise<readonly RegisteredSystem[]> =>
    (await registerRows(store.db)).map(({ system }) => system);

  /** All that is decided about one change or many: whole, or not at all. */
  const change = async (
    ask: Ask,
    note: string,
    reason: string,
    entriesOf: (present: Present) => readonly RegisterEntry[],
  ): Promise<readonly RegisteredSystem[]> => {
    const given = await read(
      'migration-actions',
      ask,
      () => Promise.resolve().then(() => reasonGiven(reason)),
      () => ({ note }),
    );
    const { userId, name, role } = ask.viewer;
    const work = store.db.transaction().execute(async (trx) => {
      await lockLedger(trx);
      const present = presentOf((await registerRows(trx)).map(({ system }) => system));
      const find = (id: string): RegisteredSystem | null => present.get(id) ?? null;
      const reached = await everReached(trx);
      const changed: string[] = [];
      for (const entry of entriesOf(present)) {
        checkLifecycle(entry, find(entry.id), reached);
        checkWords(entry);
        const means = { by: { userId, name, role }, reason: given, clock };
        if (await writeEntry(trx, entry, find(entry.id), means)) changed.push(entry.id);
        // Who signed that it may go signed for that time, not for the next.
        if (find(entry.id)?.lifecycle === 'retired' && entry.lifecycle !== 'retired')
          await trx.deleteFrom('system_sign_off').where('system', '=', entry.id).execute();
      }
      return changed;
    });
    const changed = new Set(await recorder.own('migration-actions', work, 'The ledger'));
    return (await all()).filter(({ id }) => changed.has(id));
  };

  return {
    systems: (organisation, ask) =>
      read(
        'migration',
        ask,
        async () => {
          if (organisation === null) return all();
          await knownOrganisation(store, organisation);
          return (await all()).filter((system) => system.organisation === organisation);
        },
        (systems) => ({ note: `register: ${systems.length} systems` }),
      ),
    byIds: (ids, ask) =>
      read(
        'migration',
        ask,
        async () => {
          const byId = new Map((await all()).map((system) => [system.id, system]));
          return ids.map((id) => byId.get(id) ?? null);
        },
        () => ({ note: `register by id: ${ids.length}` }),
      ),
    change: async (wanted, ask) => {
      const changed = await change(ask, 'change of a registered system', wanted.reason, (present) => [
        changedEntry(wanted, present),
      ]);
      const system = changed[0] ?? (await all()).find(({ id }) => id === wanted.id);
      return system ?? refuseInput('id is not in the register');
    },
    exportText: (format, ask) =>
      read(
        'migration',
        ask,
        async () => printRegister((await all()).map(entryOf), format),
        () => ({ note: `register as ${format}` }),
      ),
    importText: ({ format, text, reason, preview }, ask) =>
      change(ask, `import of the register from ${format}`, reason, (present) => {
        if (preview != null) checkPreview(preview, [...present.values()], { format, text });
        return entriesOfText({ format, text }, present);
      }),
    previewImport: (input, ask) =>
      read(
        'migration',
        ask,
        async () => {
          const systems = await all();
          const reached = await everReached(store.db);
          const present = presentOf(systems);
          const find = (id: string): RegisteredSystem | null => present.get(id) ?? null;
          const told = tried(() => entriesOfText(input, present));
          const entries = 'done' in told ? told.done : [];
          const checks = entries.flatMap((entry) => [
            tried(() => checkLifecycle(entry, find(entry.id), reached)),
            tried(() => checkWords(entry)),
          ]);
          const effects = entries.flatMap((entry) => importEffect(entry, find(entry.id)) ?? []);
          return {
            id: previewId(systems, input),
            refusals: [told, ...checks].flatMap((one) => ('refused' in one ? [one.refused] : [])),
            systems: effects,
            unchanged: entries.length - effects.length,
            unnamed: systems.length - entries.filter(({ id }) => present.has(id)).length,
            warnings: entries.flatMap((entry) => importWarnings(entry, find(entry.id))),
          };
        },
        ({ systems }) => ({ note: `preview of an import from ${input.format}: ${systems.length} systems` }),
      ),
  };
};
