import type { Door } from '../../schema/capabilities';
import { createRecordIds } from '../../schema/record-id';
import { seldomLine } from '../../schema/told-seldom';
import { DAY } from '../../schema/time';
import { rolePolicy } from '../access';
import { createImagingGrants } from '../access/imaging-grant';
import { createAccessRecords } from '../access-records';
import { createBreakGlass } from '../break-glass';
import { createAudit, sealKey, seenKey, startPruner, startSealer } from '../audit';
import { createIdentityIndex, createTellers } from '../identity';
import { createInboxOperations, type Feeds, type Worker } from '../inbox';
import { createInbox } from '../messages';
import { createLedger, createRampUnits, syncRegister, syncRoutes, type Ledger } from '../ledger';
import { createPrivacyDirectives } from '../privacy';
import { createProxies } from '../proxies';
import { createRelationships } from '../relationships';
import { createAnswerSchedule, createDoor, createRecorder, openRedisCache } from '../routing';
import { installationKey } from '../settings/installation-key';
import type { CountedFate } from '../shadow';
import { takesWrites, type Store } from '../store';
import { startTaskWatch, type TaskWatch } from '../tasks';
import { startVisitWatch, type VisitWatch } from '../visits';
import type { AdapterSettings } from './adapter-settings';
import { closer } from './closer';
import { openConnections } from './connections';
import { feedsOf } from './feeds';
import { openHearing } from './hearing';
import { createImaging, type Imaging } from './imaging';
import { inboxMeans } from './inbox-means';
import { openInstallationStore } from './installation-store';
import { firstRegister, ledgerSettings } from './ledger-settings';
import { relationshipWindows, stayFeedsOf } from './stay-feeds';
import { tellingFeeds } from './telling-feeds';
import { openMigration } from './migration';
import type { SimulatedEstate } from './simulated-estate';
import { openSimulatedSystems } from './simulated-systems';

export interface Adapters {
  readonly store: Store;
  readonly door: Door;
  readonly ledger: Ledger;
  /** What `/imaging/{token}` shows; null when the token is not, or no longer, good. */
  readonly thumbnail: Imaging['thumbnail'];
  readonly worker: Worker | null;
  readonly feeds: Feeds | null;
  /** Hears in whose hands people's tasks are. */
  readonly tasks: TaskWatch;
  /** Hears whom organisations visit. */
  readonly visits: VisitWatch;
  /** The simulated systems that this process runs. */
  readonly simulated: SimulatedEstate | null;
  /** What became of live reads that may be compared with a candidate's, in this process since it began. */
  shadowed(): readonly CountedFate[];
  /** How many processes of this installation go by other settings than this one; 0 for who is visiting. */
  othersSettings(): number;
  /** Work of this process waits for the store's connections. */
  crowded(): boolean;
  /** The store answers, and keeps what it is told. */
  storeIsUp(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens everything under the subgraphs: store, feeds, inbox, systems (simulated or real), ledger, index, and the door. */
export const openAdapters = async (settings: AdapterSettings): Promise<Adapters> => {
  const { environment, env, estate, clock, log } = settings;
  const { later, close } = closer();
  try {
    const isVisit = settings.as === 'visit';
    const installed = await openInstallationStore(settings, later);
    const { store, withOtherSettings } = installed;
    const identity = createIdentityIndex({ store, clock });
    const feedList = feedsOf(estate, environment, log);
    const work = inboxMeans({ store, clock, log, feedList, identity, estate });
    const operations = createInboxOperations(work);
    later(() => operations.close());
    const hearing = settings.intake ? await openHearing(work, settings, installed, later) : null;
    if (hearing) operations.resume();

    const simulated = await openSimulatedSystems(settings.systems, {
      ...{ estate, environment, clock, log },
      ...(settings.simulationFolder !== undefined && { folder: settings.simulationFolder }),
      feedAddress: (feed) => {
        const port = hearing?.feeds.ports.get(feed);
        return port === undefined ? null : { host: '127.0.0.1', port };
      },
    });
    if (simulated) later(() => simulated.close());

    const agreed = ledgerSettings(estate);
    if (!isVisit) {
      for (const line of await syncRoutes(store, agreed, clock)) log(line);
      await syncRegister(store, agreed.systems, firstRegister(estate), clock);
    }
    const seldom = seldomLine(clock, log);
    const ledger = await createLedger({
      store,
      onError: () => seldom('the ledger could not be read again; its last routes go on answering'),
    });
    later(() => ledger.close());
    const connections: ReturnType<typeof openConnections> =
      settings.systems === 'leave'
        ? new Map()
        : openConnections({
            ...{ estate, env, store, clock, log, simulated: simulated?.addresses ?? null },
            isRetired: (instance) => ledger.system(instance)?.lifecycle === 'retired',
          });
    later(() => Promise.all([...connections.values()].map(({ connection }) => connection.close())));
    const shownKey = seenKey(installationKey(environment));
    const audit = createAudit(store, shownKey);
    const recorder = createRecorder(audit, rolePolicy, settings.metrics ?? {});
    const windows = relationshipWindows(environment);
    const relationships = createRelationships({
      ...{ store, clock, windows },
      stayFeeds: stayFeedsOf(estate, ledger),
    });
    const tasks = startTaskWatch({
      ...{ store, clock, log, ledger, connections, identity, recorder },
      ...{ everyMs: isVisit ? 0 : environment.TASKS_EVERY_SECONDS * 1_000 },
      ...(settings.guard && { guard: settings.guard }),
    });
    later(() => tasks.close());
    const visits = startVisitWatch({
      ...{ store, clock, log, ledger, connections, identity, recorder, windows },
      ...{ everyMs: isVisit ? 0 : environment.VISITS_EVERY_SECONDS * 1_000 },
      ...(settings.guard && { guard: settings.guard }),
    });
    later(() => visits.close());
    const schedule = createAnswerSchedule(clock);
    const breakGlass = createBreakGlass({ store, identity, recorder, schedule, clock });
    const privacy = createPrivacyDirectives({ store, identity, recorder, ledger, clock });
    const proxies = createProxies({ store, identity, recorder, clock });
    const sealer = startSealer({ store, key: sealKey(installationKey(environment)), clock, log });
    later(() => sealer.close());
    if (!isVisit) later(startPruner({ store, clock, keepMs: environment.AS_SEEN_DAYS * DAY, log }).close);
    const imaging = createImaging({
      connections,
      audit,
      grants: createImagingGrants(installationKey(environment), clock),
      identity,
      schedule,
      clock,
    });
    const cache = environment.REDIS_URL === undefined ? null : openRedisCache(environment.REDIS_URL, log);
    if (cache) later(() => cache.close());
    const ids = createRecordIds(installationKey(environment));
    const inbox = createInbox({
      ...{ store, clock, identity, ids },
      recorder,
      operations,
      withOtherSettings,
      feeds: feedList.map(({ name, instance, profile: { silenceMs, whenHeld }, retentionMs = null }) => ({
        ...{ name, instance, silenceMs, whenHeld, retentionMs },
      })),
      charsetOf: (feed) => feedList.find(({ name }) => name === feed)?.profile.charset ?? 'utf-8',
      systemName: (instance) => ledger.system(instance)?.systemName ?? instance,
    });
    const { migration, observer, use, fates, ...following } = await openMigration({
      ...{ store, clock, log, environment, estate, ledger, identity, connections, recorder, audit, ids, operations },
      feeds: feedList,
      ...(settings.metrics && { metrics: settings.metrics }),
      ...(settings.guard && { guard: settings.guard }),
      ...(settings.elapsedMs && { elapsedMs: settings.elapsedMs }),
      ...(settings.workerThread === true && {
        comparingThread: {
          ...{ databaseUrl: store.databaseUrl, environment, env: { ...env }, estate },
          simulated: simulated?.addresses ?? null,
          ...(settings.guard && { guard: settings.guard }),
        },
      }),
    });
    later(() => following.close());
    const door = createDoor({
      ...{ migration, observer, use, rampUnits: createRampUnits({ store, clock }) },
      ledger,
      connections,
      identity,
      tellers: createTellers(store, clock, tellingFeeds(estate, ledger)),
      audit,
      clock,
      ids,
      imagingLinks: imaging.links,
      inbox,
      relationships,
      access: createAccessRecords({
        store,
        identity,
        relationships,
        breakGlass,
        privacy,
        proxies,
        recorder,
        seenKey: shownKey,
      }),
      schedule,
      ...(cache && { cache }),
      ...(settings.metrics && { metrics: settings.metrics }),
      ...(settings.guard && { guard: settings.guard }),
    });
    return {
      store,
      door,
      ledger,
      thumbnail: imaging.thumbnail,
      worker: hearing?.worker ?? null,
      feeds: hearing?.feeds ?? null,
      tasks,
      visits,
      simulated: simulated?.running ?? null,
      shadowed: fates,
      crowded: store.crowded,
      othersSettings: () => withOtherSettings().length,
      storeIsUp: () => takesWrites(store.pool),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
