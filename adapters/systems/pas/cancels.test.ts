import { stay, W12, W14 } from './stay-under-test';
import type { Said } from './stay-under-test';

/** Cancels as HL7 2.5.1 section 3.4.1.6 has them: EVN-6 is when that happened which they take back, EVN-2 when they were put in. */

const admitted: Said = { trigger: 'A01', put: '0801', happened: '0800', place: W12 };
const discharged: Said = { trigger: 'A03', put: '1201', happened: '1200', place: W12, gone: '1200' };
const notDischarged: Said = { trigger: 'A13', put: '1300', happened: '1200', place: W12 };
const transferred: Said = { trigger: 'A02', put: '0901', happened: '0900', place: W14 };
const notTransferred: Said = { trigger: 'A12', put: '1000', happened: '0900', place: W12 };

const inBed = (place: object) => ({ status: 'in-progress', place });
const atW12 = { ward: { code: 'W12' }, bed: 'B3-02', period: { start: '2026-11-20T08:00:00.000Z' } };

test('a patient whose discharge is cancelled is in bed, though an update in between quoted the discharge', () => {
  const quoting: Said = { trigger: 'A08', put: '1230', happened: '1230', place: W12, gone: '1200' };
  expect(stay(admitted, discharged, quoting, notDischarged)).toMatchObject(inBed(atW12));
});

test('a patient whose transfer is cancelled is where they were, though an update in between quoted the new bed', () => {
  const quoting: Said = { trigger: 'A08', put: '0930', happened: '0930', place: W14 };
  for (const place of [W12, W14]) {
    const back = stay(admitted, transferred, quoting, { ...notTransferred, place });
    expect(back).toMatchObject({ ...inBed(atW12), previousPlaces: [] });
  }
});

test('an admission cancelled after a transfer leaves nobody in the bed', () => {
  const notAdmitted: Said = { trigger: 'A11', put: '1000', happened: '0800', place: W14 };
  expect(stay(admitted, transferred, notAdmitted)).toMatchObject({ status: 'cancelled' });
});

test('a patient discharged again after a cancel has gone, at the same time or at another, whatever time the cancel bears', () => {
  for (const happened of ['1200', '1300']) {
    const cancel = { ...notDischarged, happened };
    const again: Said = { ...discharged, put: '1310' };
    expect(stay(admitted, discharged, cancel, again)).toMatchObject({
      status: 'finished',
      period: { end: '2026-11-20T12:00:00.000Z' },
    });
    expect(stay(admitted, discharged, cancel, { ...again, happened: '1145', gone: '1145' })).toMatchObject({
      status: 'finished',
      period: { end: '2026-11-20T11:45:00.000Z' },
    });
    // And that is taken back, too.
    expect(stay(admitted, discharged, cancel, again, { ...cancel, put: '1320' })).toMatchObject(inBed(atW12));
  }
});

test('a patient admitted again after a cancel, as at first, is in bed', () => {
  for (const happened of ['0800', '0810']) {
    const notAdmitted: Said = { trigger: 'A11', put: '0810', happened, place: W12 };
    expect(stay(admitted, notAdmitted, { ...admitted, put: '0815' })).toMatchObject(inBed(atW12));
  }
});

test('a transfer told anew after its cancel, for the time it happened, moves the patient', () => {
  const elsewhere: Said = { ...transferred, put: '1005', place: 'RWE^W15^B2-01^RWE' };
  expect(stay(admitted, transferred, notTransferred, elsewhere)).toMatchObject(inBed({ ward: { code: 'W15' } }));
});

test('a cancel put in twice takes back one transfer, that of the time it names', () => {
  const onward: Said = { trigger: 'A02', put: '0931', happened: '0930', place: 'RWE^W15^B2-01^RWE' };
  const back: Said = { trigger: 'A12', put: '1000', happened: '0930', place: W14 };
  expect(stay(admitted, transferred, onward, back, { ...back, put: '1010' })).toMatchObject(
    inBed({ ward: { code: 'W14' } }),
  );
});

test('entered in one minute, a cancel follows what it takes back, in whatever order they arrive', () => {
  const put = '1301';
  expect(stay(admitted, { ...discharged, put }, { ...notDischarged, put, happened: '1300' })).toMatchObject(
    inBed(atW12),
  );
});

test('a cancel that is said again after the thing was done anew takes nothing back', () => {
  const notDischargedAgain = { ...notDischarged, put: '1500' };
  const goneLater: Said = { ...discharged, put: '1401', happened: '1400', gone: '1400' };
  expect(stay(admitted, discharged, notDischarged, goneLater, notDischargedAgain)).toMatchObject({
    ...{ status: 'finished', period: { end: '2026-11-20T14:00:00.000Z' } },
  });
  const notAdmitted: Said = { trigger: 'A11', put: '0810', happened: '0800', place: W12 };
  const cameLater: Said = { ...admitted, put: '0901', happened: '0900', came: '0900' };
  expect(stay(admitted, notAdmitted, cameLater, { ...notAdmitted, put: '1000' })).toMatchObject(
    inBed({ ward: { code: 'W12' } }),
  );
  const onward: Said = { trigger: 'A02', put: '1101', happened: '1100', place: 'RWE^W15^B2-01^RWE' };
  expect(stay(admitted, transferred, notTransferred, onward, { ...notTransferred, put: '1200' })).toMatchObject(
    inBed({ ward: { code: 'W15' } }),
  );
  const away: Said = { trigger: 'A21', put: '0901', happened: '0900', place: W12 };
  const notAway: Said = { trigger: 'A52', put: '0910', happened: '0900', place: W12 };
  const awayLater: Said = { ...away, put: '1101', happened: '1100' };
  expect(stay(admitted, away, notAway, awayLater, { ...notAway, put: '1200' })).toMatchObject({ status: 'onleave' });
});

test('a cancel of the first leaves alone what was put in rightly since', () => {
  // Admitted at the wrong time, admitted at the right one, and the first taken back.
  const right: Said = { ...admitted, put: '0850', happened: '0830', came: '0830' };
  const notFirst: Said = { trigger: 'A11', put: '0900', happened: '0800', place: W12 };
  expect(stay(admitted, right, notFirst)).toMatchObject({
    ...inBed({ ward: { code: 'W12' } }),
    period: { start: '2026-11-20T08:30:00.000Z' },
  });
  const left: Said = { ...discharged, put: '1410', happened: '1400', gone: '1400' };
  expect(stay(admitted, discharged, left, { ...notDischarged, put: '1500' })).toMatchObject({
    ...{ status: 'finished', period: { end: '2026-11-20T14:00:00.000Z' } },
  });
  // The second taken back, whoever was discharged twice is in bed.
  expect(stay(admitted, discharged, left, { ...notDischarged, put: '1500', happened: '1400' })).toMatchObject(
    inBed(atW12),
  );
});

describe('whoever was put into the wrong patient’s name', () => {
  const wrong: Said = { ...admitted, hospitalNumber: 'S7654321', more: ['PV2|||J18.9^Pneumonia^ICD10'] };
  const update: Said = { ...wrong, trigger: 'A08', put: '0830', happened: '0830', place: W14 };
  const mine = { subject: { record: { recordId: expect.stringMatching(/S1234567$/) as unknown } } };

  test('lies in their own bed, the admission told of the right patient first and then cancelled of the wrong one', () => {
    for (const happened of ['0800', '0845']) {
      const right: Said = { ...admitted, put: '0850', happened, came: happened };
      const cancel: Said = { trigger: 'A11', put: '0900', happened: '0800', place: W14, hospitalNumber: 'S7654321' };
      // Also of a sender that gives the time of the cancel alone.
      for (const notWrong of [cancel, { ...cancel, happened: '0900' }]) {
        const row = stay(wrong, update, right, notWrong);
        expect(row).toMatchObject({ ...mine, ...inBed({ ward: { code: 'W12' }, bed: 'B3-02' }), previousPlaces: [] });
        expect(row).not.toHaveProperty('reason');
      }
    }
  });

  test('leaves nothing of theirs where the wrong admission is cancelled first', () => {
    const cancel: Said = { trigger: 'A11', put: '0840', happened: '0800', place: W14, hospitalNumber: 'S7654321' };
    const row = stay(wrong, update, cancel, { ...admitted, put: '0850' });
    expect(row).toMatchObject({ ...mine, ...inBed({ ward: { code: 'W12' } }) });
    expect(row).not.toHaveProperty('reason');
  });

  test('whose number was merged since is cancelled under the number that is left', () => {
    expect(stay(wrong, { trigger: 'A11', put: '0900', happened: '0800', place: W12 })).toMatchObject({
      status: 'cancelled',
    });
  });
});
