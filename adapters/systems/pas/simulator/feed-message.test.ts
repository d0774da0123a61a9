import { fixedClock } from '../../../../schema/clock';
import type { DomainEvent } from '../../../../schema/events';
import { parseInstant } from '../../../../schema/time';
import type { Instant } from '../../../../schema/time';
import { seedHospital } from '../../../simulation/seed';
import { parseMessage } from '../../../wire/hl7v2/parse';
import { ITK_PROFILE } from '../profiles';
import { translate } from '../translate';
import { feedMessage } from './feed-message';

const anchor = parseInstant('2026-11-20T10:00:00Z') as Instant;
const hospital = seedHospital({ seed: 1, anchor });

const numbered = (seq: number) => () => `PAS${String(seq).padStart(6, '0')}`;

const told = hospital.history.flatMap((event) => {
  const text = feedMessage(hospital, event, numbered(event.seq));
  if (text === null) return [];
  const parsed = parseMessage(text);
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return [{ event, text, translation: translate(parsed.message, ITK_PROFILE) }];
});
const all = told.flatMap(({ translation }) => (translation.kind === 'events' ? translation.events : []));
const of = <K extends DomainEvent['kind']>(kind: K) =>
  all.filter((event): event is Extract<DomainEvent, { kind: K }> => event.kind === kind);

test('the whole seeded history is told without a refusal and without a note', () => {
  expect(told.length).toBeGreaterThan(400);
  expect(told.filter(({ translation }) => translation.kind === 'refused').map(({ event }) => event.kind)).toEqual([]);
  expect(told.flatMap(({ translation }) => (translation.kind === 'events' ? translation.notes : []))).toEqual([]);
});

test('everything a PAS tells of at this trust is told, and nothing of another’s', () => {
  const kinds = new Set(told.map(({ event }) => event.kind));
  const silent = hospital.history.filter(
    (event) => event.organisation === 'RWE' && kinds.has(event.kind) && !told.some((one) => one.event === event),
  );
  expect(silent).toEqual([]);
  expect(told.filter(({ event }) => event.organisation !== 'RWE')).toEqual([]);
});

test('an event happened when the hospital says it did', () => {
  for (const { event, translation } of told) {
    const first = translation.kind === 'events' ? translation.events[0] : undefined;
    expect(first?.occurredAt).toBe(event.at.replace(/\.\d{3}Z$/, '.000Z'));
  }
});

test('every stay of the trust is admitted where it first lay and discharged if it ended', () => {
  const stays = hospital.stays.filter(({ organisation }) => organisation === 'RWE');
  const admitted = new Map(
    of('stay-changed')
      .filter(({ change }) => change === 'admit')
      .map((event) => [event.visit, event]),
  );
  const gone = new Set(
    of('stay-changed')
      .filter(({ change }) => change === 'discharge')
      .map(({ visit }) => visit),
  );
  for (const stay of stays) {
    const [first] = stay.placements;
    expect(admitted.get(stay.visit)?.patch).toMatchObject({ ward: { code: first?.ward }, bed: first?.bed ?? null });
    expect(gone.has(stay.visit)).toBe(stay.dischargedAt !== undefined);
  }
});

test('who is ready, who is listed, what is booked and which beds there are come through whole', () => {
  const ready = hospital.stays.filter((stay) => stay.organisation === 'RWE' && stay.readySince !== undefined);
  expect(
    of('stay-changed')
      .filter(({ patch }) => patch.readyForDischarge !== undefined)
      .map(({ visit }) => visit)
      .sort(),
  ).toEqual(ready.map(({ visit }) => visit).sort());
  const listed = hospital.waiting.filter(({ organisation }) => organisation === 'RWE');
  expect(
    of('waiting-changed')
      .map(({ visit, patch }) => `${visit} ${String(patch.toComeIn)}`)
      .sort(),
  ).toEqual(listed.map(({ visit, toComeIn }) => `${visit} ${String(toComeIn)}`).sort());
  const cancelled = new Set(
    of('appointment-changed')
      .filter(({ patch }) => patch.status === 'cancelled')
      .map(({ booking }) => booking),
  );
  for (const one of hospital.appointments.filter(
    ({ kind, organisation }) => kind === 'outpatient' && organisation === 'RWE',
  )) {
    expect(of('appointment-changed').find(({ booking }) => booking === one.id)?.patch.start).toBe(one.start);
    expect(cancelled.has(one.id)).toBe(one.status === 'cancelled');
  }
  const beds = hospital.wards
    .filter(({ organisation }) => organisation === 'RWE')
    .flatMap((ward) => ward.beds.map(({ code, bay }) => `${ward.code} ${code} ${bay}`));
  expect(
    of('bed-stock-changed')
      .flatMap(({ ward, bed }) => (bed === undefined ? [] : [`${ward.code} ${bed.code} ${String(bed.bay)}`]))
      .sort(),
  ).toEqual(beds.sort());
  expect(
    of('bed-stock-changed')
      .filter(({ bed }) => bed === undefined)
      .every(({ siteName }) => siteName?.startsWith('Leicester')),
  ).toBe(true);
});

test('restricted people are flagged, the retired record of a merge is named, deaths carry their date', () => {
  const restricted = hospital.people.filter((person) => person.restricted && person.rweNumber !== undefined);
  const hidden = new Set(
    of('person-updated')
      .filter(({ patch }) => patch.locationHidden === true)
      .map(({ recordId }) => recordId.split('|')[1]),
  );
  expect([...hidden].sort()).toEqual(restricted.map(({ rweNumber }) => rweNumber).sort());
  const patched = (is: (patch: { veryRestricted?: boolean | null; dissents?: boolean | null }) => boolean) => [
    ...new Set(
      of('person-updated')
        .filter(({ patch }) => is(patch))
        .map(({ recordId }) => recordId.split('|')[1]),
    ),
  ];
  expect(patched(({ veryRestricted }) => veryRestricted === true)).toEqual(['S2000283']);
  expect(patched(({ dissents }) => dissents === true)).toEqual(['S1234587']);
  const merges = hospital.people.filter(({ mergedInto }) => mergedInto !== undefined);
  expect(of('people-merged').flatMap(({ retired }) => retired.map((record) => record.split('|')[1]))).toEqual(
    merges.map(({ rweNumber }) => rweNumber),
  );
  for (const { event, translation } of told) {
    if (event.kind !== 'person-registered' || translation.kind !== 'events') continue;
    const person = hospital.people.find(({ key }) => key === event.person);
    const known = person?.deceasedAt !== undefined && person.deceasedAt <= event.at;
    expect(translation.events[0]).toMatchObject({ patch: { deceased: known } });
  }
});

test('the same event with the same number is the same text', () => {
  const again = seedHospital({ seed: 1, anchor: new Date(fixedClock(anchor).millis()).toISOString() as Instant });
  const texts = again.history.flatMap((event) => feedMessage(again, event, numbered(event.seq)) ?? []);
  expect(texts).toEqual(told.map(({ text }) => text));
});
