import fc from 'fast-check';
import type { DischargeReadiness, Encounter } from '../../../schema/clinical/encounter';
import type { Patch, StayChange, StayFacts } from '../../../schema/events';
import type { OdsCode } from '../../../schema/identifiers';
import type { Instant, LocalDate } from '../../../schema/time';
import { instantOf } from '../../../schema/time';
import { placedAt } from './planned-move';
import type { Kept, Row } from './row';
import { foldStay } from './stay';
import type { StayTold } from './stay-undo';

const START = Date.parse('2026-11-20T08:00:00.000Z');
const at = (minute: number): Instant => instantOf(START + minute * 60_000);
const ward = (code: string): { organisation: OdsCode; code: string } => ({ organisation: 'RWE' as OdsCode, code });

interface Said {
  readonly minute: number;
  /** When it was put in, where that is another minute. */
  readonly put?: number;
  readonly change: StayChange;
  readonly patch?: Patch<StayFacts>;
}

/** The events as they arrive: the position in the list is the order of arrival. */
const arriving = (said: readonly Said[]): readonly StayTold[] =>
  said.map(({ minute, put = minute, change, patch }, seq) => ({
    seq,
    idx: 0,
    messageId: `m${minute}`,
    event: {
      kind: 'stay-changed',
      recordId: 'RWE|S1234567',
      visit: '700001',
      occurredAt: at(minute),
      change,
      patch: patch ?? {},
      ...(put !== minute && { recordedAt: at(put) }),
    },
  }));

const rows = (...said: readonly Said[]): readonly Row[] => foldStay('pas@RWE', '700001', arriving(said));
const stay = (...said: readonly Said[]): Kept<Encounter> => rows(...said)[0]?.body as Kept<Encounter>;

const admit: Said = {
  minute: 0,
  change: 'admit',
  patch: { class: 'IMP', ward: ward('W12'), bed: 'B3-02', admittedAt: at(0) },
};
const transfer: Said = { minute: 60, change: 'transfer', patch: { ward: ward('W14'), bed: 'B1-01' } };
const discharge: Said = {
  minute: 120,
  change: 'discharge',
  patch: { ward: ward('W14'), bed: 'B1-01', dischargedAt: at(119) },
};

describe('a stay', () => {
  test('goes from ward to ward and ends', () => {
    const ended = stay(admit, transfer, discharge);
    expect(ended).toMatchObject({
      key: 'RWE|700001',
      status: 'finished',
      class: 'IMP',
      period: { start: at(0), end: at(119) },
      place: { ward: ward('W14'), bed: 'B1-01', period: { start: at(60), end: at(119) } },
      previousPlaces: [{ ward: ward('W12'), bed: 'B3-02', period: { start: at(0), end: at(60) } }],
    });
  });

  test('ends where the discharge says, though the transfer there was never heard', () => {
    const ended = stay(admit, discharge);
    expect(ended.place).toEqual({ ward: ward('W14'), bed: 'B1-01', period: { start: at(119), end: at(119) } });
    expect(ended.previousPlaces).toMatchObject([{ bed: 'B3-02', period: { start: at(0), end: at(119) } }]);
    const back = stay(admit, discharge, { minute: 130, change: 'cancel-discharge' });
    expect(back.place).toEqual({ ward: ward('W12'), bed: 'B3-02', period: { start: at(0) } });
  });

  test('keeps its last bed when the discharge leaves out or deletes the place', () => {
    for (const patch of [{}, { ward: null, bed: null }, { ward: ward('W12'), bed: null }]) {
      const { place } = stay(admit, { ...discharge, patch: { ...patch, dischargedAt: at(119) } });
      expect(place).toEqual({ ward: ward('W12'), bed: 'B3-02', period: { start: at(0), end: at(119) } });
    }
  });

  test('whose admission is cancelled after it was shown is cancelled, and open no more', () => {
    const [row] = rows(admit, { minute: 5, change: 'cancel-admit' });
    expect(row).toMatchObject({ open: false, body: { status: 'cancelled' } });
  });

  test('planned before a cancelled admission is planned again', () => {
    expect(stay({ minute: -60, change: 'pre-admit' }, admit, { minute: 5, change: 'cancel-admit' }).status).toBe(
      'planned',
    );
  });

  test('whose planning was cancelled stays cancelled when its admission is cancelled too', () => {
    for (const [plan, cancel] of [
      ['pre-admit', 'cancel-pre-admit'],
      ['pending-admit', 'cancel-pending-admit'],
    ] as const) {
      const planned: Said = { minute: -60, change: plan };
      const notPlanned = (minute: number): Said => ({ minute, change: cancel });
      const notAdmitted: Said = { minute: 5, change: 'cancel-admit' };
      expect(stay(planned, notPlanned(-30), notAdmitted).status).toBe('cancelled');
      expect(stay(planned, notPlanned(-30), admit, notAdmitted).status).toBe('cancelled');
      expect(stay(planned, admit, notPlanned(3), notAdmitted).status).toBe('cancelled');
      expect(stay(planned, admit, notAdmitted, notPlanned(6)).status).toBe('cancelled');
    }
  });

  test('goes back to the bed before a cancelled transfer, whichever place the cancel quotes', () => {
    const quotes: readonly Patch<StayFacts>[] = [
      {},
      { ward: ward('W12'), bed: 'B3-02' },
      { ward: ward('W14'), bed: 'B1-01' },
    ];
    for (const patch of quotes) {
      const back = stay(admit, transfer, { minute: 70, change: 'cancel-transfer', patch });
      expect(back.place).toEqual({ ward: ward('W12'), bed: 'B3-02', period: { start: at(0) } });
      expect(back.previousPlaces).toEqual([]);
    }
  });

  test('goes on after a cancelled discharge, even when updates in between quoted the discharge', () => {
    const quoting: Said = { minute: 125, change: 'update', patch: { dischargedAt: at(119) } };
    const on = stay(admit, transfer, discharge, quoting, {
      minute: 130,
      change: 'cancel-discharge',
      patch: { dischargedAt: at(119) },
    });
    expect(on.status).toBe('in-progress');
    expect(on.period).toEqual({ start: at(0) });
    expect(on.place?.period).toEqual({ start: at(60) });
  });

  test('on leave holds its bed, and returns to it', () => {
    const leave: Said = { minute: 10, change: 'leave', patch: { ward: ward('HOME') } };
    expect(stay(admit, leave)).toMatchObject({ status: 'onleave', place: { bed: 'B3-02' } });
    const back = stay(admit, leave, { minute: 20, change: 'return' });
    expect(back).toMatchObject({ status: 'in-progress', place: { bed: 'B3-02' }, previousPlaces: [] });
    expect(stay(admit, leave, { minute: 20, change: 'return' }, { minute: 21, change: 'cancel-return' }).status).toBe(
      'onleave',
    );
    expect(stay(admit, leave, { minute: 11, change: 'cancel-leave' }).status).toBe('in-progress');
  });

  test('is not moved or ended by what is only pending', () => {
    const pending = stay(
      admit,
      { minute: 10, change: 'pending-transfer', patch: { ward: ward('W20') } },
      {
        minute: 20,
        change: 'pending-discharge',
        patch: { dischargedAt: at(500), expectedDischarge: '2026-11-22' as LocalDate },
      },
    );
    expect(pending).toMatchObject({ status: 'in-progress', place: { bed: 'B3-02' }, expectedDischarge: '2026-11-22' });
    const withdrawn = stay(
      admit,
      { minute: 20, change: 'pending-discharge', patch: { expectedDischarge: '2026-11-22' as LocalDate } },
      { minute: 30, change: 'cancel-pending-discharge' },
    );
    expect(withdrawn.expectedDischarge).toBeUndefined();
  });

  test('is not ended by an update that quotes when the discharge is expected', () => {
    const quoting: Said = { minute: 30, change: 'update', patch: { dischargedAt: at(500) } };
    expect(stay(admit, quoting)).toMatchObject({ status: 'in-progress', place: { bed: 'B3-02' } });
    expect(stay(admit, { ...quoting, minute: 501 }).status).toBe('finished');
  });

  test('heard from the middle on is a current stay', () => {
    expect(stay({ minute: 9, change: 'update', patch: { admittedAt: at(0), ward: ward('W12') } }).status).toBe(
      'in-progress',
    );
  });

  test('loses what "" deletes and keeps what is left out', () => {
    const said = stay(
      admit,
      { minute: 1, change: 'update', patch: { consultant: { text: 'Ward, Ann' } } },
      { minute: 2, change: 'update', patch: { bed: null } },
    );
    expect(said.consultant).toEqual({ text: 'Ward, Ann' });
    expect(said.place?.bed).toBeUndefined();
    expect(said.place?.ward).toEqual(ward('W12'));
  });

  test('whose ward is deleted is in none, and remembers where it was', () => {
    const nowhere = stay(admit, { minute: 2, change: 'update', patch: { ward: null, bed: null } });
    expect(nowhere.place).toBeUndefined();
    expect(nowhere.previousPlaces).toMatchObject([{ ward: ward('W12'), period: { end: at(2) } }]);
  });

  test('a transfer to no bed leaves the bed behind', () => {
    expect(stay(admit, { minute: 30, change: 'transfer', patch: { ward: ward('W12') } }).place?.bed).toBeUndefined();
  });

  test('a sender with times in minutes: the cancel of the same minute undoes, the correction after it stands', () => {
    const again: Said = { minute: 60, change: 'transfer', patch: { ward: ward('W15') } };
    const cancel: Said = { minute: 60, change: 'cancel-transfer' };
    expect(stay(admit, transfer, cancel, again)).toMatchObject({
      place: { ward: ward('W15') },
      previousPlaces: [{ ward: ward('W12') }],
    });
    expect(stay(admit, cancel, transfer).place?.ward).toEqual(ward('W12'));
  });

  test('is ready for discharge only while it goes on, and by a word that says so', () => {
    const ready: Said = {
      minute: 50,
      change: 'update',
      patch: { medicallyFit: true, readyForDischarge: '2026-11-20' as LocalDate },
    };
    expect(rows(admit, ready)[1]?.body as Kept<DischargeReadiness>).toMatchObject({
      key: 'RWE|700001',
      visit: '700001',
      ward: ward('W12'),
      bed: 'B3-02',
      readySince: '2026-11-20',
    });
    expect(rows(admit, ready, discharge)).toHaveLength(1);
    expect(rows(admit, ready, { minute: 51, change: 'update', patch: { medicallyFit: false } })).toHaveLength(1);
    expect(rows(admit)).toHaveLength(1);
  });
});

describe('another class, leave and the return that are told ahead', () => {
  const leave: Said = { minute: 120, put: 60, change: 'leave' };
  const back: Said = { minute: 240, put: 60, change: 'return' };
  const day: Said = { minute: 120, put: 60, change: 'class-change', patch: { class: 'AMB' } };
  const there: Said = { ...day, change: 'transfer', patch: { ward: ward('D1'), bed: null } };
  /** How the stay is at each of these minutes. */
  const at60And = (minutes: readonly number[], ...said: readonly Said[]): readonly Kept<Encounter>[] =>
    [60, ...minutes].map((minute) => placedAt(stay(...said), at(minute)));
  const statuses = (minutes: readonly number[], ...said: readonly Said[]): readonly string[] =>
    at60And(minutes, ...said).map(({ status }) => status);

  test('hold when their time has come', () => {
    const staying = ['in-progress', 'in-progress', 'onleave', 'onleave', 'in-progress'];
    expect(statuses([119, 120, 239, 240], admit, leave, back)).toEqual(staying);
    expect(at60And([119, 120], admit, day, there)).toMatchObject([
      { class: 'IMP', place: { ward: ward('W12') } },
      { class: 'IMP', place: { ward: ward('W12') } },
      { class: 'AMB', place: { ward: ward('D1'), period: { start: at(120) } } },
    ]);
    // The bed is kept through leave.
    expect(at60And([120], admit, leave)[1]?.place).toMatchObject({ ward: ward('W12'), bed: 'B3-02' });
  });

  test('count at once within a quarter of an hour, but for leave: nobody has gone before they go', () => {
    expect(statuses([70], admit, { ...leave, minute: 70 })).toEqual(['in-progress', 'onleave']);
    // Else they would still be on leave before that moment.
    expect(statuses([70], admit, { ...leave, put: 120 }, { ...back, minute: 250, put: 240 }).slice(1)).toEqual([
      'in-progress',
    ]);
    expect(at60And([], admit, { ...day, minute: 70 })).toMatchObject([{ class: 'AMB' }]);
  });

  test('are taken back, and are nothing to whoever has gone by then', () => {
    expect(statuses([120], admit, leave, { minute: 61, change: 'cancel-leave' })).toEqual([
      'in-progress',
      'in-progress',
    ]);
    const gone: Said = { minute: 100, change: 'discharge', patch: { dischargedAt: at(100) } };
    expect(statuses([120], admit, leave, gone)).toEqual(['finished', 'finished']);
    expect(at60And([120], admit, day, gone)).toMatchObject([{ class: 'IMP' }, { status: 'finished', class: 'IMP' }]);
  });

  test('say that somebody is there of whom only their leave is heard, and is to come whose stay begins with a change of class', () => {
    expect(statuses([120], leave)).toEqual(['onleave', 'onleave']);
    expect(statuses([120], { ...day, patch: { class: 'IMP', ward: ward('W12') } })).toEqual(['planned', 'in-progress']);
  });
});

describe('a visit number that is given to somebody else', () => {
  const ofBoth = (first: readonly Said[], second: readonly Said[]): Kept<Encounter> => {
    const told = arriving([...first, ...second]).map((one, seq) =>
      seq < first.length ? one : { ...one, event: { ...one.event, recordId: 'RWE|S7654321' } },
    );
    return foldStay('pas@RWE', '700001', told)[0]?.body as Kept<Encounter>;
  };
  const why: Said = { minute: 5, change: 'update', patch: { reason: { text: 'Overdose', codings: [] } } };
  const again: Said = { minute: 200, change: 'admit', patch: { ward: ward('W20'), admittedAt: at(200) } };

  test('tells nothing of the first person, once their stay is over', () => {
    for (const over of [discharge, { minute: 120, change: 'cancel-admit' }] as const) {
      const second = ofBoth([admit, why, over], [again]);
      expect(second).toMatchObject({
        ...{ status: 'in-progress', subject: { record: { recordId: 'RWE|S7654321' } } },
        ...{ period: { start: at(200) }, previousPlaces: [] },
      });
      expect(second).not.toHaveProperty('reason');
    }
  });

  test('tells nothing of the first person either while the second is only to come', () => {
    for (const over of [discharge, { minute: 120, change: 'cancel-admit' }] as const) {
      const later: Said = { ...again, minute: 130, patch: { ward: ward('W20'), admittedAt: at(200) } };
      const second = ofBoth([admit, why, over], [later]);
      expect(second).toMatchObject({
        ...{ status: 'planned', subject: { record: { recordId: 'RWE|S7654321' } } },
        ...{
          place: { ward: ward('W20') },
          previousPlaces: [],
          ahead: [{ from: at(200), stay: { status: 'in-progress' } }],
        },
      });
      expect(second).not.toHaveProperty('reason');
    }
  });

  test('goes on with a stay that is not over: two records of one person, since merged', () => {
    const second = ofBoth([{ ...admit, change: 'register' }, why], [again]);
    expect(second).toMatchObject({ reason: { text: 'Overdose' }, previousPlaces: [{ ward: ward('W12') }] });
  });
});

describe('whatever the order of arrival', () => {
  const changes: readonly StayChange[] = [
    'admit', 'register', 'pre-admit', 'transfer', 'class-change', 'discharge', 'update', 'cancel-admit', 'cancel-transfer',
    'cancel-discharge', 'cancel-pre-admit', 'pending-admit', 'pending-transfer', 'pending-discharge',
    'cancel-pending-admit', 'cancel-pending-transfer', 'cancel-pending-discharge', 'leave', 'return', 'cancel-leave', 'cancel-return',
  ]; // prettier-ignore
  const patch: fc.Arbitrary<Patch<StayFacts>> = fc.record(
    {
      ward: fc.constantFrom(ward('W12'), ward('W14'), null),
      bed: fc.constantFrom('B1', 'B2', null),
      dischargedAt: fc.constantFrom(at(100), at(150_000), '2026-11-20' as LocalDate, null),
      admittedAt: fc.constantFrom(at(0), at(1), at(120_000), '2026-11-20' as LocalDate),
      medicallyFit: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const history = fc.uniqueArray(fc.record({ minute: fc.nat(200), change: fc.constantFrom(...changes), patch }), {
    selector: (one) => one.minute,
    minLength: 1,
    maxLength: 10,
  });
  /** Put in in another order than it happened. */
  const putIn = fc
    .tuple(history, fc.infiniteStream(fc.nat(200)))
    .map(([said, later]) => said.map((one): Said => ({ ...one, put: 1_000 * (later.next().value ?? 0) + one.minute })));

  test('and however often repeated, the rows are the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(history, putIn).chain((said: readonly Said[]) =>
          fc.tuple(
            fc.constant(said),
            fc.shuffledSubarray([...said, ...said.slice(0, 3)], {
              minLength: said.length + Math.min(3, said.length),
            }),
          ),
        ),
        ([said, shuffled]) => {
          expect(rows(...shuffled)).toEqual(rows(...[...said].sort((a, b) => a.minute - b.minute)));
        },
      ),
      { numRuns: 150 },
    );
  });
});
