import { DAY, plus, type DateRange } from '../../../schema/time';
import type { Answer } from '../../../schema/answer';
import type { Visit } from '../../contract';
import { ANCHOR, openUnderTest, valueOf, type UnderTest } from './systmone-under-test';

const TWELVE_WEEKS: DateRange = { from: plus(ANCHOR, -42 * DAY), to: plus(ANCHOR, 42 * DAY) };
const TOMORROW: DateRange = { from: plus(ANCHOR, DAY / 2), to: plus(ANCHOR, 1.5 * DAY) };

/** Opens, tries, closes whatever happens. */
const using = async (open: Promise<UnderTest>, work: (one: UnderTest) => Promise<void>): Promise<void> => {
  const one = await open;
  try {
    await work(one);
  } finally {
    await one.close();
  }
};
const visitsIn = ({ connection, ask }: UnderTest, window: DateRange, signal = ask.signal) => {
  if (!connection.visits) throw new Error('SystmOne says whom it visits');
  return connection.visits.during(window, { ...ask, signal });
};
const keysOf = (answer: Answer<readonly Visit[]>): readonly string[] =>
  valueOf(answer)
    .map(({ key }) => key)
    .sort();

test('every community appointment of the organisation in the window, each told once, in one search', async () => {
  await using(openUnderTest(), async (one) => {
    const { appointments } = one.hospital.current;
    const expected = appointments
      .filter(({ organisation, kind }) => organisation === 'RT5' && kind === 'community')
      .filter(({ start }) => start >= TWELVE_WEEKS.from && start < TWELVE_WEEKS.to)
      .map(({ id }) => `systmone@RT5|Appointment/${id}`);
    expect(expected).toContain('systmone@RT5|Appointment/CM921');
    one.asked();
    expect(keysOf(await visitsIn(one, TWELVE_WEEKS))).toEqual(expected.sort());
    expect(one.asked()).toEqual(['GET Appointment']);
  });
});

test('a visit names its patient by every number, and is theirs and nobody else’s', async () => {
  await using(openUnderTest(), async (one) => {
    const visit = valueOf(await visitsIn(one, TOMORROW)).find(({ key }) => key === 'systmone@RT5|Appointment/CM921');
    const ownNumber = 'https://fhir.rt5.example.nhs.uk/Id/hospital-number';
    expect(visit).toMatchObject({
      start: '2026-11-21T10:00:00.000Z',
      status: 'booked',
      subject: { record: { instance: 'systmone@RT5', recordId: `${ownNumber}|L200005` } },
    });
    expect(visit?.subject.identifiers).toEqual(
      expect.arrayContaining([
        { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000158' },
        { system: ownNumber, value: 'L200005' },
      ]),
    );
    expect(visit?.isOf(one.identity('p015'))).toBe(true);
    expect(visit?.isOf(one.identity('p013'))).toBe(false);
  });
});

test('pages: all are read; a lost one fails the whole; one too many is said', async () => {
  await using(openUnderTest({}, { pageSize: 2, maxPages: 1_000 }), async (one) => {
    const paged = await visitsIn(one, TWELVE_WEEKS);
    expect(paged).toMatchObject({ complete: true });
    await using(openUnderTest(), async (whole) => {
      expect(keysOf(paged)).toEqual(keysOf(await visitsIn(whole, TWELVE_WEEKS)));
    });
  });
  await using(openUnderTest({ pagesLostFrom: 1 }, { pageSize: 2 }), async (one) => {
    await expect(visitsIn(one, TWELVE_WEEKS)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
  await using(openUnderTest({}, { pageSize: 2, maxPages: 1 }), async (one) => {
    expect(await visitsIn(one, TWELVE_WEEKS)).toMatchObject({
      complete: false,
      warnings: [{ code: 'PAGES_MISSING' }],
    });
  });
});

test.each([
  ['error', 'SOURCE_UNAVAILABLE'],
  ['garbage', 'SOURCE_INVALID'],
  ['empty', 'SOURCE_INVALID'],
  ['down', 'SOURCE_UNAVAILABLE'],
  ['slow', 'SOURCE_TIMEOUT'],
] as const)('when SystmOne is %s it does not say whom it visits: %s, never nobody', async (kind, code) => {
  await using(openUnderTest(), async (one) => {
    one.running.setFault({ kind, delayMs: 60_000, share: 1 });
    const signal = kind === 'slow' ? AbortSignal.timeout(100) : one.ask.signal;
    await expect(visitsIn(one, TWELVE_WEEKS, signal)).rejects.toMatchObject({ code });
  });
});

test('an answer out of a cache is not the whole truth', async () => {
  await using(openUnderTest({ cached: true }), async (one) => {
    expect(await visitsIn(one, TWELVE_WEEKS)).toMatchObject({ kind: 'found', complete: false });
  });
});
