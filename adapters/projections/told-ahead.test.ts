import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { DAY } from '../../schema/time';
import { createProjectionReader } from './projection-reader';
import {
  admitted,
  at,
  known,
  openProjections,
  RWE,
  someone,
  ward,
  type ProjectionsUnderTest,
} from './projections-under-test';

let projections: ProjectionsUnderTest;
beforeAll(async () => {
  projections = await openProjections();
  await projections.heard(at(0));
});
afterAll(() => projections.drop());

const tell: ProjectionsUnderTest['tell'] = (...events) => projections.tell(...events);

const readAt = (minute: number) =>
  createProjectionReader({
    store: projections.store,
    instance: 'pas@RWE',
    silenceMs: DAY,
    clock: fixedClock(at(minute)),
  });
const inWard = async (code: string, minute: number): Promise<unknown> => {
  const [answer] = await readAt(minute).forPlaces('encounters', [{ organisation: RWE, ward: code }]);
  return answer?.kind === 'found' ? answer.value : answer;
};
const readyIn = async (code: string, minute: number): Promise<unknown> => {
  const [answer] = await readAt(minute).forPlaces('discharge-readiness', [{ organisation: RWE, ward: code }]);
  return answer?.kind === 'found' ? answer.value.map(({ visit, ward: { code: of } }) => [visit, of]) : answer;
};
const bedOf = async (code: string, bed: string, minute: number): Promise<unknown> => {
  const [answer] = await readAt(minute).forPlaces('beds', [{ organisation: RWE, ward: code }]);
  return answer?.kind === 'found' ? answer.value.find((one) => one.code === bed)?.status : answer;
};

describe('a transfer that is told ahead', () => {
  const told = async (occurredAt: Instant, patch: object, change: 'transfer' | 'cancel-transfer' = 'transfer') =>
    tell({
      ...{ kind: 'stay-changed', recordId: 'RWE|S600', visit: '700600', change, patch },
      ...{ occurredAt, recordedAt: at(0) },
    });

  const [here, there] = [
    { ward: ward('W60'), bed: 'A1' },
    { ward: ward('W61'), bed: 'B1' },
  ];

  beforeAll(async () => {
    await tell(known('RWE|S600'), admitted('RWE|S600', '700600', 'W60', 'A1'));
    await told(at(60), there);
  });

  test('leaves the patient in their bed until then, and nobody in the other', async () => {
    expect(await inWard('W60', 30)).toMatchObject([{ place: here }]);
    expect(await inWard('W61', 30)).toEqual([]);
    expect([await bedOf('W60', 'A1', 30), await bedOf('W61', 'B1', 30)]).toEqual(['occupied', undefined]);
    const [own] = await readAt(30).forPeople('encounters', [someone('RWE|S600')]);
    expect(own).toMatchObject({ kind: 'found', value: [{ place: here, previousPlaces: [] }] });
  });

  test('moves them when that time has come, though nothing more is heard', async () => {
    expect(await inWard('W60', 60)).toEqual([]);
    expect(await inWard('W61', 60)).toMatchObject([{ place: there }]);
    expect([await bedOf('W60', 'A1', 60), await bedOf('W61', 'B1', 60)]).toEqual([undefined, 'occupied']);
    const [own] = await readAt(60).forPeople('encounters', [someone('RWE|S600')]);
    expect(own).toMatchObject({ kind: 'found', value: [{ place: there, previousPlaces: [here] }] });
    const both = await readAt(60).forPlaces('encounters', [
      { organisation: RWE, ward: 'W60' },
      { organisation: RWE, ward: 'W61' },
    ]);
    const found = both.flatMap((answer) => (answer.kind === 'found' ? answer.value : []));
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toMatch(/since|ahead/);
  });

  test('moves nobody who has gone by then, or whose transfer was cancelled', async () => {
    await told(at(60), {}, 'cancel-transfer');
    expect(await inWard('W60', 90)).toMatchObject([{ place: here }]);
    await told(at(120), there);
    await tell({
      ...{ kind: 'stay-changed', recordId: 'RWE|S600', visit: '700600', change: 'discharge', patch: {} },
      occurredAt: at(30),
    });
    const [own] = await readAt(150).forPeople('encounters', [someone('RWE|S600')]);
    expect(own).toMatchObject({ kind: 'found', value: [{ status: 'finished', place: here, previousPlaces: [] }] });
  });
});

describe('what else is told ahead of a stay', () => {
  const stayOf = (record: string, visit: string) => ({ kind: 'stay-changed' as const, recordId: record, visit });
  const ownStatus = async (record: string, minute: number): Promise<unknown> => {
    const [own] = await readAt(minute).forPeople('encounters', [someone(record)]);
    return own?.kind === 'found' ? own.value.map(({ status }) => status) : own;
  };

  test('an admission fills no bed before its time, and then does, though nothing more is heard', async () => {
    const place = { ward: ward('W62'), bed: 'A1' };
    const admission = { ...stayOf('RWE|S620', '700620'), change: 'admit' as const, occurredAt: at(0) };
    await tell(known('RWE|S620'), { ...admission, patch: { class: 'IMP', ...place, admittedAt: at(60) } });
    await tell({ ...stayOf('RWE|S620', '700620'), change: 'update', occurredAt: at(5), patch: { admittedAt: at(60) } });
    expect(await ownStatus('RWE|S620', 30)).toEqual(['planned']);
    expect([await inWard('W62', 30), await bedOf('W62', 'A1', 30)]).toMatchObject([[{ status: 'planned' }], undefined]);
    expect(await ownStatus('RWE|S620', 60)).toEqual(['in-progress']);
    expect([await inWard('W62', 60), await bedOf('W62', 'A1', 60)]).toMatchObject([[{ place }], 'occupied']);
  });

  test('who comes or is moved within a quarter of an hour is there, for desks round up; nobody has gone before they go', async () => {
    const [here, there] = [
      { ward: ward('W68'), bed: 'A1' },
      { ward: ward('W69'), bed: 'B1' },
    ];
    const of = { ...stayOf('RWE|S625', '700625'), recordedAt: at(0) };
    await tell(known('RWE|S625'), {
      ...of,
      change: 'admit',
      occurredAt: at(0),
      patch: { ...here, admittedAt: at(15) },
    });
    expect(await inWard('W68', 1)).toMatchObject([{ status: 'in-progress', place: here }]);
    await tell({ ...of, change: 'transfer', occurredAt: at(35), recordedAt: at(20), patch: there });
    expect([await inWard('W68', 21), await inWard('W69', 21)]).toMatchObject([[], [{ place: there }]]);
    await tell({ ...of, change: 'discharge', occurredAt: at(40), recordedAt: at(40), patch: { dischargedAt: at(50) } });
    expect([await ownStatus('RWE|S625', 49), await ownStatus('RWE|S625', 50)]).toEqual([['in-progress'], ['finished']]);
  });

  test('who is in the emergency department is there until they are admitted', async () => {
    const of = stayOf('RWE|S621', '700621');
    const came = { class: 'EMER', ward: ward('ED1'), admittedAt: at(-30) } as const;
    await tell(known('RWE|S621'), { ...of, change: 'register', occurredAt: at(-30), patch: came });
    const admission = { class: 'IMP', ward: ward('W63'), bed: 'A1' } as const;
    await tell({ ...of, change: 'admit', occurredAt: at(60), recordedAt: at(0), patch: admission });
    expect(await inWard('ED1', 59)).toMatchObject([{ status: 'in-progress', class: 'EMER', previousPlaces: [] }]);
    expect(await inWard('W63', 59)).toEqual([]);
    expect(await inWard('ED1', 60)).toEqual([]);
    expect(await inWard('W63', 60)).toMatchObject([{ class: 'IMP', place: { bed: 'A1' } }]);
  });

  test('who is to go home is in bed and ready until then, and gone afterwards', async () => {
    const of = stayOf('RWE|S622', '700622');
    await tell(known('RWE|S622'), admitted('RWE|S622', '700622', 'W64', 'A1'));
    const leaving = { dischargedAt: at(60), medicallyFit: true };
    await tell({ ...of, change: 'update', occurredAt: at(-5), patch: { medicallyFit: true } });
    await tell({ ...of, change: 'discharge', occurredAt: at(0), patch: leaving });
    expect(await inWard('W64', 59)).toMatchObject([{ status: 'in-progress', place: { bed: 'A1' } }]);
    expect(JSON.stringify(await inWard('W64', 59))).not.toContain('"end"');
    expect([await bedOf('W64', 'A1', 59), await readyIn('W64', 59)]).toEqual(['occupied', [['700622', 'W64']]]);
    expect([await inWard('W64', 60), await bedOf('W64', 'A1', 60), await readyIn('W64', 60)]).toEqual([
      [],
      undefined,
      [],
    ]);
    expect(await ownStatus('RWE|S622', 60)).toEqual(['finished']);
    await tell({ ...of, change: 'cancel-discharge', occurredAt: at(30), patch: { dischargedAt: null } });
    expect(await ownStatus('RWE|S622', 90)).toEqual(['in-progress']);
  });

  test('who is ready to go home is ready where they are', async () => {
    const of = stayOf('RWE|S623', '700623');
    await tell(known('RWE|S623'), admitted('RWE|S623', '700623', 'W65', 'A1'));
    await tell({ ...of, change: 'update', occurredAt: at(-5), patch: { medicallyFit: true } });
    const there = { ward: ward('W66'), bed: 'B1' };
    await tell({ ...of, change: 'transfer', occurredAt: at(60), recordedAt: at(0), patch: there });
    expect([await readyIn('W65', 59), await readyIn('W66', 59)]).toEqual([[['700623', 'W65']], []]);
    expect([await readyIn('W65', 60), await readyIn('W66', 60)]).toEqual([[], [['700623', 'W66']]]);
  });

  test('what the sender has spoken after holds, whatever our clock says', async () => {
    const of = stayOf('RWE|S624', '700624');
    await tell(known('RWE|S624'), admitted('RWE|S624', '700624', 'W67', 'A1'));
    await tell({ ...of, change: 'discharge', occurredAt: at(0), patch: { dischargedAt: at(60) } });
    await tell({ ...of, change: 'update', occurredAt: at(61), patch: {} });
    expect(await ownStatus('RWE|S624', 30)).toEqual(['finished']);
  });
});
