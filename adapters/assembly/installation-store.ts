import { certificateFiles } from '../settings/certificates';
import { openStore, watchTables, type Store } from '../store';
import { watchCertificates } from './certificate-watch';
import type { Later } from './closer';
import { claimInstallation, joinInstallation } from './installation';
import type { AdapterSettings } from './adapter-settings';
import { watchSettings } from './settings-watch';

export interface InstallationStore {
  readonly store: Store;
  /** The processes that go by other settings than this one, when that was looked at last; none for who is visiting. */
  withOtherSettings(): readonly string[];
  /**
   * What this process leaves once a newer version has brought the tables up to date: no message is taken or worked on from
   * then on. Resolves once it is left, where that has happened already.
   */
  leavesWhenOutgrown(leave: () => Promise<void>): Promise<void>;
}

type Settings = Pick<AdapterSettings, 'environment' | 'env' | 'estate' | 'clock' | 'log' | 'as' | 'cannotGoOn'>;

/** The store of this installation, and what a process that serves watches for as long as it is open. */
export const openInstallationStore = async (settings: Settings, later: Later): Promise<InstallationStore> => {
  const { environment, env, estate, clock, log } = settings;
  const isVisit = settings.as === 'visit';
  const store = await openStore(
    environment.DATABASE_URL
      ? { kind: 'served', databaseUrl: environment.DATABASE_URL }
      : { kind: 'embedded', folder: environment.CAUSEWAY_DATA, log },
    isVisit ? 'as-they-are' : 'upgrade',
  );
  later(() => store.close());
  if (isVisit) {
    await joinInstallation(store, settings);
    return { store, withOtherSettings: () => [], leavesWhenOutgrown: () => Promise.resolve() };
  }
  await claimInstallation(store, settings, clock);
  let isOutgrown = false;
  let leave = (): Promise<void> => Promise.resolve();
  const stopWatching = await watchTables(store, (newer) => {
    isOutgrown = true;
    // Whoever is told answers first what was asked; what is heard meanwhile is the newer version's to hear.
    void leave().catch(() => undefined);
    settings.cannotGoOn?.(newer);
  });
  later(stopWatching);
  const watched = await watchSettings({ store, going: settings, log });
  later(watched.close);
  later(watchCertificates({ files: certificateFiles(environment, estate, env), clock, log }).close);
  return {
    store,
    withOtherSettings: watched.others,
    leavesWhenOutgrown: async (given) => {
      leave = given;
      if (isOutgrown) await leave();
    },
  };
};
