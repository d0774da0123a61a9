import type { DischargeReadiness, Encounter, PlaceOfStay } from '../../../schema/clinical/encounter';
import type { Patch, StayChange, StayFacts } from '../../../schema/events';
import { instanceParts, visitNumberSystem } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import { dayAlone, firstOf, lastOf, onItsDay } from './day-alone';
import { patched, present } from './patch';
import { comesLater, dueLater, isMoveAhead, momentsAhead } from './planned-move';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { BEGINS, ofWhoIsThere } from './stay-person';
import { moved } from './stay-place';
import type { Places } from './stay-place';
import { plannedOf, stayRows } from './stay-rows';
import type { Version } from './stay-rows';
import { attendsAgain, CLOSED, nowhere, standing, statusOf } from './stay-standing';
import type { Standing } from './stay-standing';
import { inOrder, isCancel } from './stay-undo';
import type { Retained, StayTold } from './stay-undo';

interface Stay extends Standing {
  /** Whose it was last said to be. */
  readonly recordId?: string;
  readonly facts: Partial<StayFacts>;
  readonly places: Places;
  /** When a discharge happened, for one that gives no PV1-45. */
  readonly dischargeHeardAt?: Instant;
  readonly admitHeardAt?: Instant;
}

const unheard: Stay = {
  facts: {},
  places: { previous: [] },
  ...nowhere,
};

const withoutDischarge = <T extends Patch<StayFacts>>(
  facts: T,
): Omit<T, 'dischargedAt' | 'dischargeMethod' | 'dischargeDestination'> => {
  const { dischargedAt: _at, dischargeMethod: _how, dischargeDestination: _to, ...rest } = facts;
  return rest;
};

/** PV1-44 of a plan is when somebody is to come: where they come without one, they came when that happened. */
const withoutPlannedTime = ({ admittedAt: _planned, ...facts }: Partial<StayFacts>): Partial<StayFacts> => facts;

/** Messages that may tell of a discharge whose own was missed. */
const UPDATES: ReadonlySet<StayChange> = new Set<StayChange>(['update', 'class-change']);

/**
 * PV1-45 after the message was put in: a discharge that is expected, as after an A16, and has not been. Of a day alone,
 * until it is over: nobody is taken out of their bed for it.
 */
const isPlanned = ({ told: { event } }: Retained): boolean => {
  const { dischargedAt } = event.patch;
  if (typeof dischargedAt !== 'string') return false;
  const last = lastOf(dischargedAt) ?? '';
  return last > event.occurredAt && last > (event.recordedAt ?? '');
};

/** A number that was free again and is given to somebody else begins another stay: nothing of the first person's is theirs. */
const isAnothers = (stay: Stay, { event }: StayTold): boolean =>
  BEGINS.has(event.change) &&
  stay.recordId !== undefined &&
  stay.recordId !== event.recordId &&
  CLOSED.has(statusOf(stay));

const PLANS: ReadonlySet<StayChange> = new Set<StayChange>(['pre-admit', 'pending-admit']);

/** Of whoever is there, a plan says nothing but when; and a cancel that leaves them there quotes the admission it takes back. */
const patchOf = (stay: Stay, { told: { event }, undid }: Retained): Patch<StayFacts> => {
  const { change, patch } = event;
  if (change === 'cancel-admit' && attendsAgain(stay, undid)) return {};
  if (!PLANS.has(change) || !stay.admitted || CLOSED.has(statusOf(stay))) return patch;
  return patch.expectedAdmission === undefined ? {} : { expectedAdmission: patch.expectedAdmission };
};

/** PV1-44 and PV1-45 that name a day alone. */
const onTheirDays = (patch: Patch<StayFacts>, { facts }: Stay, { event }: StayTold): Patch<StayFacts> => {
  const { admittedAt, dischargedAt } = patch;
  const { change, occurredAt } = event;
  const came = change === 'admit' || change === 'register' ? occurredAt : undefined;
  const left = change === 'discharge' ? occurredAt : undefined;
  return {
    ...patch,
    ...(typeof admittedAt === 'string' && { admittedAt: onItsDay(admittedAt, facts.admittedAt, came) }),
    ...(typeof dischargedAt === 'string' && { dischargedAt: onItsDay(dischargedAt, facts.dischargedAt, left) }),
  };
};

/** Nobody has been where they were only planned to be. */
const placesAfter = (from: Stay, to: Standing, retained: Retained, since: Instant): Places => {
  if (!from.planned || from.admitted) return moved(from.places, retained, since);
  if (!to.admitted) return { ...moved(from.places, retained, since), previous: [] };
  const places = moved({ previous: [] }, retained, since);
  const { current } = from.places;
  return places.current !== undefined || current === undefined
    ? places
    : { current: { ...current, period: { start: since } }, previous: [] };
};

const step = (before: Stay, heard: Retained): Stay => {
  // Whoever has gone by then is not moved.
  if (isMoveAhead(heard) && CLOSED.has(statusOf(before))) return before;
  const stay = isAnothers(before, heard.told) ? unheard : before;
  const event = { ...heard.told.event, patch: onTheirDays(patchOf(stay, heard), stay, heard.told) };
  const retained: Retained = { ...heard, told: { ...heard.told, event } };
  const { change } = event;
  const stands = { ...stay, ...standing(stay, retained), recordId: event.recordId };
  // A discharge that was taken back, or is only expected, leaves no discharge time behind; nor does a new admission.
  const clears = change === 'cancel-discharge' || change === 'admit' || change === 'register';
  const starts = change === 'admit' || change === 'register';
  // Whoever was planned to come and has another class now has come.
  const hasCome = starts || (change === 'class-change' && stay.planned && !stay.admitted);
  const known = clears ? withoutDischarge(stay.facts) : stay.facts;
  const speaksOfDischarge = change === 'discharge' || (UPDATES.has(change) && !isPlanned(retained));
  const facts = patched<StayFacts>(
    hasCome && stay.planned && !stay.admitted ? withoutPlannedTime(known) : known,
    speaksOfDischarge ? event.patch : withoutDischarge(event.patch),
  );
  const ends = change === 'discharge' ? facts.dischargedAt : undefined;
  // A cancel's own time may be that of what it takes back.
  const since =
    (starts ? firstOf(facts.admittedAt) : lastOf(ends)) ?? (isCancel(retained.told) ? retained.at : event.occurredAt);
  return {
    ...stands,
    facts,
    places: placesAfter(stay, stands, retained, since),
    ...(hasCome ? { admitHeardAt: event.occurredAt } : {}),
    ...(change === 'discharge' ? { dischargeHeardAt: event.occurredAt } : {}),
  };
};

const readiness = (encounter: Kept<Encounter>, facts: Partial<StayFacts>): Kept<DischargeReadiness> | null => {
  const ready = facts.medicallyFit !== false && (facts.medicallyFit === true || facts.readyForDischarge !== undefined);
  if (encounter.status !== 'in-progress' || encounter.place === undefined || !ready) return null;
  return {
    key: encounter.key,
    source: encounter.source,
    visit: encounter.identifier.value,
    ward: encounter.place.ward,
    subject: encounter.subject,
    ...present({
      bed: encounter.place.bed,
      readySince: facts.readyForDischarge,
      medicallyFit: facts.medicallyFit,
    }),
  };
};

interface Fold {
  readonly instance: InstanceName;
  readonly visit: string;
  readonly recordId: string;
  readonly last: StayTold;
}

const versionOf = ({ instance, visit, recordId, last }: Fold, stay: Stay): Version => {
  const { facts } = stay;
  const { organisation } = instanceParts(instance);
  const status = statusOf(stay);
  const start = firstOf(facts.admittedAt) ?? stay.admitHeardAt;
  const end = status === 'finished' ? (lastOf(facts.dischargedAt) ?? stay.dischargeHeardAt) : undefined;
  const startDate = dayAlone(facts.admittedAt);
  const endDate = end === undefined ? undefined : dayAlone(facts.dischargedAt);
  const dated = ({ period, ...place }: PlaceOfStay): PlaceOfStay => ({
    ...place,
    period: {
      ...period,
      ...(period.start === start && present({ startDate })),
      ...(period.end === end && present({ endDate })),
    },
  });
  const { current } = stay.places;
  const place =
    current === undefined
      ? undefined
      : dated(end === undefined ? current : { ...current, period: { ...current.period, end } });
  const encounter: Kept<Encounter> = {
    key: `${organisation}|${visit}`,
    source: sourceOf(instance, last),
    identifier: { system: visitNumberSystem(organisation), value: visit },
    status,
    class: facts.class ?? 'unknown',
    subject: { record: { instance, recordId }, identifiers: [] },
    period: present({ start, startDate, end, endDate }),
    previousPlaces: stay.places.previous.map(dated),
    ...present({
      place,
      admissionMethod: facts.admissionMethod,
      admissionSource: facts.admissionSource,
      dischargeMethod: facts.dischargeMethod,
      dischargeDestination: facts.dischargeDestination,
      specialty: facts.specialty,
      consultant: facts.consultant,
      reason: facts.reason,
      expectedDischarge: facts.expectedDischarge,
      expectedAdmission: facts.expectedAdmission,
    }),
  };
  const open = !CLOSED.has(status);
  return { encounter, ready: readiness(encounter, facts), open, sensitive: open && facts.sensitive === true };
};

/** A stay from all its events, in whatever order they are given. */
export const foldStay = (instance: InstanceName, visit: string, told: readonly StayTold[]): readonly Row[] => {
  const { all, retained } = inOrder(told);
  const whole = ofWhoIsThere(all, retained);
  const stay = whole.reduce(step, unheard);
  const recordId = stay.recordId ?? all.at(-1)?.told.event.recordId;
  // What was only taken back, or takes back nothing, does not say whose it is.
  const last = all.findLast(({ told: { event } }) => event.recordId === recordId)?.told;
  if (recordId === undefined || last === undefined) return [];
  const fold: Fold = { instance, visit, recordId, last };
  const { organisation } = instanceParts(instance);
  const about = { recordId, organisation, heardAt: last.event.occurredAt };
  const due = dueLater(all);
  const moments = momentsAhead(whole, due);
  if (moments.length === 0) return stayRows(about, [{ version: versionOf(fold, stay) }]);
  const heldAt = (moment: Instant | null): Stay =>
    whole
      .filter((one) => {
        const from = due(one);
        return from === null || (moment !== null && from <= moment);
      })
      .reduce(step, unheard);
  // What was over under this number before it is given to somebody else is not theirs.
  const isTheirs = (one: Stay): boolean => one.recordId === recordId || !CLOSED.has(statusOf(one));
  const ahead = moments
    .map((since) => ({ since, held: heldAt(since) }))
    .filter(({ held }) => isTheirs(held))
    .map(({ since, held }) => ({ since, version: versionOf(fold, held) }));
  const held = heldAt(null);
  // An update says where somebody is to be whose admission is told ahead: it brings nobody.
  const isThere = held.planned || held.admitted || CLOSED.has(statusOf(held));
  const isToCome = !isTheirs(held) || (comesLater(whole, due) && !isThere);
  const now = isToCome && ahead[0] !== undefined ? plannedOf(ahead[0].version) : versionOf(fold, held);
  return stayRows(about, [{ version: now }, ...ahead]);
};
