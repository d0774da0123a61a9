import { fixedClock } from '../../../../schema/clock';
import type { InstanceName } from '../../../../schema/identifiers';
import type { DateRange, Instant } from '../../../../schema/time';
import { LOCAL } from '../fhir/vocabulary';
import { ANCHOR, askOf, openUnderTest, RWE, valueOf, type UnderTest } from '../simulator/under-test';
import { byIdentifier } from '../../../uk-core/sources/by-identifier';
import { theatreListsOfPlaces } from './theatre-lists';
import type { SourceStamp } from '../../../../schema/answer';
import type { UkCoreServer } from '../../../uk-core/server';
import type { FhirResource } from '../../../wire/fhir/values';

const between = (from: string, to: string): DateRange => ({ from: from as Instant, to: to as Instant });
const TOMORROW = between('2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z');

describe('the theatres of the synthetic hospital', () => {
  let acute: UnderTest;
  beforeAll(async () => {
    // One resource a page: a list is never its first page alone.
    acute = await openUnderTest('RWE', { pageSize: 1 });
  });
  afterAll(() => acute.close());

  const listed = async (window: DateRange, ward?: string) => {
    const place = { organisation: RWE, ...(ward !== undefined && { ward }) };
    const [answer] = (await acute.connection.sources.places['theatre-lists']?.([place], { window }, acute.ask)) ?? [];
    expect(answer).toMatchObject({ kind: 'found', complete: true, warnings: [], source: { freshness: 'LIVE' } });
    return valueOf(answer);
  };
  const keys = async (window: DateRange, ward?: string) => (await listed(window, ward)).map(({ key }) => key).sort();

  test('sessions of a day with their cases, page by page', async () => {
    const listings = await listed(TOMORROW);
    expect(listings.map(({ key }) => key).sort()).toEqual([
      ...['nervecentre@RWE|Appointment/TH931', 'nervecentre@RWE|Appointment/TH932'],
      ...['nervecentre@RWE|Appointment/TH933', 'nervecentre@RWE|Appointment/TH936', 'nervecentre@RWE|Schedule/TS940'],
      ...['nervecentre@RWE|Schedule/TS941', 'nervecentre@RWE|Schedule/TS942'],
    ]);
    expect(listings.find(({ key }) => key.endsWith('TS940'))).toMatchObject({
      kind: 'session',
      theatre: { organisation: 'RWE', code: 'TH2' },
      theatreName: 'Theatre 2',
      name: 'Orthopaedics, morning',
      consultant: { text: 'BONE, Bryn (Mr)' },
      start: '2026-11-21T08:30:00.000Z',
      end: '2026-11-21T12:30:00.000Z',
      unavailableMinutes: 20,
      active: true,
    });
    expect(listings.find(({ key }) => key.endsWith('TS941'))).not.toHaveProperty('unavailableMinutes');
    expect(listings.find(({ key }) => key.endsWith('TH932'))).toMatchObject({
      kind: 'case',
      session: 'nervecentre@RWE|Schedule/TS940',
      theatre: { organisation: 'RWE', code: 'TH2' },
      status: 'cancelled',
      start: '2026-11-21T11:00:00.000Z',
      end: '2026-11-21T12:00:00.000Z',
      procedure: 'Knee arthroscopy',
      subject: {
        record: {
          instance: 'nervecentre@RWE',
          recordId: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number|S1234584',
        },
      },
    });
  });

  test('of one theatre, its own alone; of a ward, none', async () => {
    expect(await keys(TOMORROW, 'TH4')).toEqual([
      'nervecentre@RWE|Appointment/TH933',
      'nervecentre@RWE|Schedule/TS941',
      'nervecentre@RWE|Schedule/TS942',
    ]);
    expect(await keys(TOMORROW, 'W12')).toEqual([]);
  });

  test('a session that the window cuts comes with all of its cases', async () => {
    expect(await keys(between('2026-11-21T09:00:00.000Z', '2026-11-21T10:00:00.000Z'), 'TH2')).toEqual([
      ...['nervecentre@RWE|Appointment/TH931', 'nervecentre@RWE|Appointment/TH932', 'nervecentre@RWE|Schedule/TS940'],
    ]);
  });
});

describe('what cannot be right is not taken for whole', () => {
  const clock = fixedClock(ANCHOR);
  const instance: InstanceName = 'nervecentre@RWE';
  const source: SourceStamp = { instance, asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' };

  /** A Nervecentre that answers every search with the resources of that type. */
  const answering = (resources: readonly FhirResource[]): UkCoreServer => ({
    dialect: { name: 'Nervecentre', local: LOCAL, lastN: true, people: byIdentifier },
    instance,
    organisation: RWE,
    clock,
    stamp: () => source,
    search: (what) =>
      Promise.resolve({
        matches: resources.filter(({ resourceType }) => resourceType === what),
        included: [],
        warnings: [],
        complete: true,
        source,
      }),
    close: () => Promise.resolve(),
  });

  const times = { start: '2026-11-21T09:00:00Z', end: '2026-11-21T10:00:00Z' };
  const session = (more: object = {}): FhirResource => ({
    resourceType: 'Schedule',
    id: 's1',
    actor: [{ reference: 'Location/TH2' }],
    planningHorizon: { start: '2026-11-21T08:30:00Z', end: '2026-11-21T12:30:00Z' },
    ...more,
  });
  const slot = (id: string, status: string): FhirResource => ({
    ...{ resourceType: 'Slot', id, schedule: { reference: 'Schedule/s1' }, status, ...times },
  });
  const operation = (id: string, ...slots: readonly string[]): FhirResource => ({
    resourceType: 'Appointment',
    id,
    status: 'booked',
    start: times.start,
    slot: slots.map((each) => ({ reference: `Slot/${each}` })),
    participant: [{ actor: { reference: 'Patient/p' } }],
  });
  const given = async (...resources: readonly FhirResource[]) => {
    const [answer] = await theatreListsOfPlaces(answering(resources))(
      [{ organisation: RWE }],
      { window: TOMORROW },
      askOf(clock),
    );
    if (answer?.kind !== 'found') throw new Error('Expected an answer that was found');
    return {
      keys: answer.value.map(({ key }) => key.split('/')[1]),
      complete: answer.complete,
      warnings: answer.warnings.map(({ code }) => code),
    };
  };

  test.each([
    ['a case in a slot that did not come', [session(), operation('a1', 't1')], ['s1', 'a1'], 'CASE_WITHOUT_SESSION'],
    ['a case of a session that did not come', [operation('a1', 't1')], ['a1'], 'CASE_WITHOUT_SESSION'],
    ['time that is taken by no case', [session(), slot('t1', 'busy')], ['s1'], 'CASE_MISSING'],
    [
      'a session in no theatre',
      [session(), session({ id: 's2', actor: [{ reference: 'Practitioner/1' }] })],
      ['s1'],
      'RECORD_UNREADABLE',
    ],
  ])('%s', async (_what, resources, keys, warning) => {
    expect(await given(...resources)).toEqual({ keys, complete: false, warnings: [warning] });
  });

  test('beside them, what is whole', async () => {
    const whole = [session(), slot('t1', 'busy'), slot('t2', 'free'), slot('t3', 'busy-unavailable')];
    expect(await given(...whole, operation('a1', 't1'))).toEqual({ keys: ['s1', 'a1'], complete: true, warnings: [] });
  });

  test('a case that its patient declined does not stand as booked', async () => {
    const declined = {
      ...operation('a1', 't1'),
      participant: [{ actor: { reference: 'Patient/p' }, status: 'declined' }],
    };
    const [answer] = await theatreListsOfPlaces(answering([session(), slot('t1', 'busy'), declined]))(
      ...([[{ organisation: RWE }], { window: TOMORROW }, askOf(clock)] as const),
    );
    expect(valueOf(answer).find(({ kind }) => kind === 'case')).toMatchObject({ status: 'cancelled' });
  });

  test('a case that takes no session’s time stands in none: an emergency, and nothing lacks', async () => {
    const emergency = {
      ...operation('a1'),
      participant: [
        { actor: { reference: 'Patient/p' } },
        { actor: { reference: 'Location/TH9', display: 'Theatre 9' } },
      ],
    };
    const [answer] = await theatreListsOfPlaces(answering([session(), emergency]))(
      [{ organisation: RWE }],
      { window: TOMORROW },
      askOf(clock),
    );
    expect(answer).toMatchObject({ kind: 'found', complete: true, warnings: [] });
    const told = valueOf(answer).find(({ kind }) => kind === 'case');
    expect(told).toMatchObject({ theatre: { organisation: RWE, code: 'TH9' }, theatreName: 'Theatre 9' });
    expect(told).not.toHaveProperty('session');
  });

  test('a session that was taken back says so', async () => {
    const server = answering([session({ active: false })]);
    const [answer] = await theatreListsOfPlaces(server)([{ organisation: RWE }], {}, askOf(clock));
    expect(valueOf(answer)).toMatchObject([{ kind: 'session', active: false }]);
  });
});
