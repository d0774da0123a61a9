import fc from 'fast-check';
import type { AppointmentFacts, Patch } from '../../../schema/events';
import { instantOf } from '../../../schema/time';
import type { Instant, LocalDate } from '../../../schema/time';
import { foldAppointment } from './appointment';
import type { EventOf, Told } from './told';

const minute = (n: number): Instant => instantOf(Date.parse('2026-11-20T08:00:00.000Z') + n * 60_000);

interface Said {
  readonly happened: number;
  readonly put?: number;
  readonly patch?: Patch<AppointmentFacts>;
  readonly takesBack?: 'arrival' | 'booking';
  readonly recordId?: string;
}

/** The position in the list is the order of arrival. */
const told = (all: readonly Said[]): readonly Told<EventOf<'appointment-changed'>>[] =>
  all.map(({ happened, put = happened, patch = {}, takesBack, recordId = 'RWE|S1234567' }, seq) => ({
    ...{ seq, idx: 0, messageId: `m${happened}-${put}` },
    event: {
      ...{ kind: 'appointment-changed', recordId, booking: '700101', patch, occurredAt: minute(happened) },
      ...(put !== happened && { recordedAt: minute(put) }),
      ...(takesBack === 'arrival' && { arrivalCancelled: true }),
      ...(takesBack === 'booking' && { bookingCancelled: true }),
    },
  }));
const rows = (...all: readonly Said[]) => foldAppointment('pas@RWE', '700101', told(all));

const booked: Said = { happened: 0, patch: { status: 'booked', start: minute(600), description: 'Asthma review' } };
const cancelled: Said = { happened: 0, put: 5, patch: { status: 'cancelled' }, takesBack: 'booking' };

test('booked and cancelled in one moment, a booking is cancelled, in whatever order that arrives', () => {
  const atOnce: Said = { ...cancelled, put: 0 };
  expect(rows(booked, atOnce)).toMatchObject([{ open: false, body: { status: 'cancelled' } }]);
  expect(rows(atOnce, booked)).toMatchObject([{ open: false, body: { status: 'cancelled' } }]);
});

test('a number that was free again and is given to somebody else tells nothing of the first person', () => {
  const again: Said = { happened: 20, patch: { status: 'booked', start: minute(700) }, recordId: 'RWE|S7654321' };
  for (const over of [cancelled, { happened: 10, patch: { status: 'noshow' } }] as const) {
    const [row] = rows(booked, over, again);
    expect(row).toMatchObject({ recordId: 'RWE|S7654321', body: { status: 'booked', start: minute(700) } });
    expect(row?.body).not.toHaveProperty('description');
  }
  // Two records of one person, since merged.
  expect(rows(booked, again)).toMatchObject([{ body: { description: 'Asthma review' } }]);
});

test('a booking made for the wrong patient, told again of the right one and then cancelled, is the right one’s', () => {
  const wrong = { recordId: 'RWE|S7654321' };
  const right: Said = { happened: 3, patch: { status: 'booked', start: minute(600) } };
  for (const happened of [0, 3])
    for (const cancel of [cancelled, { ...cancelled, happened: 5 }]) {
      const [row] = rows({ ...booked, ...wrong }, { ...right, happened, put: 3 }, { ...cancel, ...wrong });
      expect(row).toMatchObject({
        recordId: 'RWE|S1234567',
        open: true,
        body: { source: { messageId: `m${happened}-3` } },
      });
      expect(row?.body).not.toHaveProperty('description');
    }
  // Told under a number that was merged since, it is cancelled under the one that is left.
  for (const happened of [0, 3])
    expect(rows({ ...booked, ...wrong }, right, { ...cancelled, happened })).toMatchObject([
      { recordId: 'RWE|S1234567', body: { status: 'cancelled' } },
    ]);
});

test('a booking of a day is of that day, at no time of it, and takes no time away that was told before', () => {
  const day = '2026-11-20' as LocalDate;
  const dated: Said = { happened: 0, patch: { status: 'booked', start: day } };
  expect(rows(dated)).toMatchObject([
    {
      ...{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T23:59:59.999Z' },
      body: { start: '2026-11-20T00:00:00.000Z', startDate: day },
    },
  ]);
  const [row] = rows(booked, { ...dated, happened: 5 });
  expect(row).toMatchObject({ body: { start: minute(600) } });
  expect(row?.body).not.toHaveProperty('startDate');
});

test('any order of arrival, with repeats, ends in the same booking', () => {
  const status = fc.constantFrom<NonNullable<AppointmentFacts['status']> | null>(
    'booked',
    'arrived',
    'fulfilled',
    'noshow',
    null,
  );
  const patch = fc.record({ status, start: fc.constantFrom(minute(600), minute(700)) }, { requiredKeys: [] });
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.record({ patch, happened: fc.nat(99) }) },
    fc.record({ takesBack: fc.constant('arrival' as const), happened: fc.nat(99) }),
    fc.record({
      takesBack: fc.constant('booking' as const),
      happened: fc.nat(99),
      patch: fc.constant({ status: 'cancelled' as const }),
    }),
  );
  const history = fc
    .array(word, { minLength: 1, maxLength: 8 })
    .map((all) => all.map((one, n): Said => ({ ...one, put: 100 + n })));
  fc.assert(
    fc.property(
      history.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
      ),
      ([all, shuffled]) => expect(rows(...shuffled)).toEqual(rows(...all)),
    ),
    { numRuns: 200 },
  );
});
