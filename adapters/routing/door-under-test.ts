import { absent, found, type Answer } from '../../schema/answer';
import type { Ask, Capability, Door, Role, Selection, Viewer } from '../../schema/capabilities';
import { fixedClock, now } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import type { Inbox } from '../../schema/messages';
import type { Migration } from '../../schema/migration';
import type { Instant } from '../../schema/time';
import { unabandoned } from '../../schema/unabandoned';
import type { ReadRecord } from '../audit';
import type { Provision } from '../contract';
import type { IdentityIndex } from '../identity';
import type { Ledger, Route, SystemInstance } from '../ledger';
import type { Relationships } from '../relationships';
import { createDoor, type DoorMeans } from './door';
import type { Connected } from './systems';

/** A door over invented systems, for the tests of this folder. Time stands still; timers are real. */
export const RWE = 'RWE' as OdsCode;
export const RT5 = 'RT5' as OdsCode;
export const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);

export const person = (id: string, more: Partial<PersonIdentity> = {}): PersonIdentity => ({
  ...{ id: id as PersonId, mergedIds: [], nhsNumberVerified: false, identifiers: [], records: [] },
  ...{ restricted: false, epoch: 1, generalPractice: 'C82999' as OdsCode },
  ...more,
});

export const viewer = (role: Role = 'clinician', more: Partial<Viewer> = {}): Viewer => ({
  ...{ userId: '555000000010', name: 'DOCTOR Dana', role, roleProfileId: '555000000012' },
  ...{ organisation: RWE, organisationName: 'University Hospitals', wards: [{ organisation: RWE, code: 'W12' }] },
  ...more,
});

/** An ask with five seconds to go unless told otherwise. */
export const ask = (more: Partial<Ask> & { readonly withinMs?: number } = {}): Ask => ({
  ...{ viewer: viewer(), purpose: 'TREAT', client: 'test', operation: 'Test', requestId: 'r-1' },
  ...{ deadline: clock.millis() + (more.withinMs ?? 5_000), signal: unabandoned(), clock },
  ...more,
});

export const live = (instance: InstanceName) =>
  ({ instance, asOf: now(clock), retrievedAt: now(clock), freshness: 'LIVE' }) as const;

export type Speak = (ids: readonly string[], ask: Ask, selection: Selection) => Promise<readonly Answer<unknown>[]>;

export const says =
  (instance: InstanceName, value: unknown = []): Speak =>
  (ids) =>
    Promise.resolve(ids.map(() => found(value, live(instance))));
export const saysAbsent =
  (instance: InstanceName): Speak =>
  (ids) =>
    Promise.resolve(ids.map(() => absent(live(instance))));

/** An instance that answers one capability, by person and by place, as `speak` does; `calls` holds what it was asked. */
export const system = (
  capability: Capability,
  speak: Speak,
  provision: Partial<Provision> = {},
): Connected & { readonly calls: (readonly string[])[] } => {
  const calls: (readonly string[])[] = [];
  const answer = (ids: readonly string[], selection: Selection, asking: Ask): ReturnType<Speak> => {
    calls.push(ids);
    return speak(ids, asking, selection);
  };
  const provides = { [capability]: { from: 'live', maxBatch: 10, asksAs: 'system', ttlMs: 0, ...provision } };
  const people = (who: readonly PersonIdentity[], selection: Selection, asking: Ask): ReturnType<Speak> =>
    answer(
      who.map(({ id }) => id),
      selection,
      asking,
    );
  const places = (where: readonly { ward?: string }[], selection: Selection, asking: Ask): ReturnType<Speak> =>
    answer(
      where.map(({ ward }) => ward ?? ''),
      selection,
      asking,
    );
  const sources = { people: { [capability]: people }, places: { [capability]: places } };
  return { kind: { kind: 'fake', name: 'Fake', provides }, connection: { sources }, calls } as Connected & {
    calls: (readonly string[])[];
  };
};

export const route = (capability: Capability, control: InstanceName, more: Partial<Route> = {}): Route => ({
  ...{ capability, control, organisation: RWE, role: 'inpatient-record', needed: true, stage: 'off' },
  ...more,
});

const ledgerOf = (routes: readonly Route[], systems: readonly SystemInstance[]): Ledger => ({
  asItStands: () => ledgerOf(routes, systems),
  follow: () => () => undefined,
  routesFor: (capability, organisation) =>
    routes.filter(
      (one) => one.capability === capability && (organisation === undefined || one.organisation === organisation),
    ),
  system: (name) => systems.find((one) => one.name === name),
  systems: () => systems,
  version: () => 1,
  reload: () => Promise.resolve(),
  close: () => Promise.resolve(),
});

/** Everybody is on the viewer's ward, whoever asks. */
export const everybodysWard: Relationships = {
  of: (_, people) => Promise.resolve(people.map(() => ({ bases: new Set(['ward'] as const), grant: null }))),
  proxiesOf: () => Promise.resolve([]),
  isStale: () => Promise.resolve(false),
};

/** What was answered of people none of whom was refused. */
export const told = async <T>(lists: Promise<readonly (T | GraphRefusal)[]>): Promise<readonly T[]> =>
  (await lists).map((list) => {
    if (list instanceof GraphRefusal) throw list;
    return list;
  });

export interface UnderTest {
  readonly door: Door;
  /** What was put on record, in order. */
  readonly audited: ReadRecord[];
}

export const underTest = (
  routes: readonly Route[],
  connections: Readonly<Record<string, Connected>>,
  more: Partial<DoorMeans> & {
    readonly people?: Readonly<Record<string, PersonIdentity>>;
    /** Of people whose whole record is very restricted. */
    readonly hiddenVisits?: readonly string[];
  } = {},
): UnderTest => {
  const audited: ReadRecord[] = [];
  const unused = (): never => {
    throw new Error('not part of this test');
  };
  const index: IdentityIndex = {
    find: () => Promise.resolve({ kind: 'none' }),
    search: () => Promise.resolve([]),
    byIds: (ids) => Promise.resolve(ids.map((id) => person(id))),
    bySubjects: (subjects) =>
      Promise.resolve(subjects.map(({ identifiers }) => more.people?.[identifiers[0]?.value ?? ''] ?? null)),
    candidates: (ids) => Promise.resolve(ids.map(() => [])),
    staysOfVeryRestricted: () => Promise.resolve(new Set(more.hiddenVisits)),
    linkAll: unused,
    touch: unused,
  };
  const door = createDoor({
    ledger: ledgerOf(routes, []),
    rampUnits: { bucketsOf: unused },
    connections: new Map(Object.entries(connections)) as unknown as DoorMeans['connections'],
    identity: index,
    audit: {
      recordRead: (read) => {
        audited.push(read);
        return Promise.resolve();
      },
    },
    clock,
    ids: { seal: (_, key) => key, open: (_, id) => id },
    imagingLinks: { issue: unused },
    inbox: new Proxy({} as Inbox, { get: unused }),
    migration: new Proxy({} as Migration, { get: unused }),
    relationships: everybodysWard,
    access: new Proxy({} as Door['access'], { get: unused }),
    marginMs: 5,
    ...more,
  });
  return { door, audited };
};
