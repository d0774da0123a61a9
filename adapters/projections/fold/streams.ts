import type { DomainEvent, StayChange } from '../../../schema/events';
import type { InstanceName } from '../../../schema/identifiers';
import { foldAppointment } from './appointment';
import { foldBedStock } from './bed-stock';
import { foldImagingReport } from './imaging-report';
import { foldLabReport } from './lab-report';
import { foldOrder } from './order';
import { projectPerson, tellPerson, unknownPerson } from './person';
import type { PersonState } from './person';
import type { Row } from './row';
import { foldStay } from './stay';
import type { EventOf, Told } from './told';
import { foldWaitingList } from './waiting-list';
import type { PersonOf } from './whose-report';

/** What is folded together: events of one stream, and no others, decide its rows. */
export const personStream = (recordId: string): string => `person|${recordId}`;
export const isPersonStream = (stream: string): boolean => stream.startsWith('person|');
export const recordIdOf = (stream: string): string => stream.slice('person|'.length);

const ENDS_WAITING: ReadonlySet<StayChange> = new Set<StayChange>(['admit', 'cancel-admit']);
const isWaitingStream = (stream: string): boolean => stream.startsWith('waiting|');

/**
 * A merge and its undoing are told to both sides, an admission to the waiting list, too, for an entry may bear the visit's
 * number; everything else belongs to one stream. A report or an order is its number's, whoever it was told of: a laboratory
 * that finds a specimen mislabelled tells the same number of somebody else.
 */
export const streamsOf = (event: DomainEvent): readonly string[] => {
  switch (event.kind) {
    case 'person-updated':
      return [personStream(event.recordId)];
    case 'people-merged':
      return [event.recordId, ...event.retired].map(personStream);
    case 'people-parted':
      return [event.recordId, ...event.others].map(personStream);
    case 'stay-changed':
      return [`stay|${event.visit}`, ...(ENDS_WAITING.has(event.change) ? [`waiting|${event.visit}`] : [])];
    case 'appointment-changed':
      return [`appointment|${event.booking}`];
    case 'waiting-changed':
      return [`waiting|${event.visit}`];
    case 'bed-stock-changed':
      return [`ward|${event.ward.organisation}|${event.ward.code}`];
    case 'lab-reported':
      return [`lab|${event.fillerNumber}`];
    case 'imaging-reported':
      return [`imaging|${event.accessionNumber}`];
    case 'ordered':
      return [`order|${event.discipline}|${event.order.placerNumber}`];
  }
};

/** The events of a stream are of one kind, so the first tells which; but for those of stays that are told to waiting lists. */
const ofKind = <K extends DomainEvent['kind']>(
  told: readonly Told[],
  ...kinds: readonly K[]
): readonly Told<EventOf<K>>[] =>
  told.filter((one): one is Told<EventOf<K>> => (kinds as readonly string[]).includes(one.event.kind));

/** The state of a person record from where it stood (or from nothing) and what was told since. */
export const foldPerson = (
  instance: InstanceName,
  recordId: string,
  told: readonly Told[],
  from: PersonState = unknownPerson,
): PersonState =>
  ofKind(told, 'person-updated', 'people-merged', 'people-parted').reduce(
    (state, one) => tellPerson(state, instance, recordId, one),
    from,
  );

/** The rows of a stream from all its events, in whatever order they are given; each record is a person's own unless said. */
export const foldStream = (
  instance: InstanceName,
  stream: string,
  told: readonly Told[],
  personOf?: PersonOf,
): readonly Row[] => {
  const first = told[0]?.event;
  if (first === undefined) return [];
  switch (first.kind) {
    case 'person-updated':
    case 'people-merged':
    case 'people-parted':
      return projectPerson(instance, recordIdOf(stream), foldPerson(instance, recordIdOf(stream), told));
    case 'stay-changed':
    case 'waiting-changed':
      return isWaitingStream(stream)
        ? foldWaitingList(instance, first.visit, ofKind(told, 'waiting-changed', 'stay-changed'))
        : foldStay(instance, first.visit, ofKind(told, 'stay-changed'));
    case 'appointment-changed':
      return foldAppointment(instance, first.booking, ofKind(told, 'appointment-changed'));
    case 'bed-stock-changed':
      return foldBedStock(instance, ofKind(told, 'bed-stock-changed'));
    case 'lab-reported':
      return foldLabReport(instance, ofKind(told, 'lab-reported'), personOf);
    case 'imaging-reported':
      return foldImagingReport(instance, ofKind(told, 'imaging-reported'), personOf);
    case 'ordered':
      return foldOrder(instance, ofKind(told, 'ordered'), personOf);
  }
};
