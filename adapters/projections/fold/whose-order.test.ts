import type { Order } from '../../../schema/clinical/pathology';
import { instantOf } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { foldOrder } from './order';
import type { EventOf, Told } from './told';

/** An order was put in for the wrong patient, and is told again of the right one under its number. */

const minute = (n: number): Instant => instantOf(Date.parse('2026-11-20T08:00:00.000Z') + n * 60_000);
const DAYS = 24 * 60;
const U_AND_E = { text: 'Urea and electrolytes', codings: [{ system: 'http://snomed.info/sct', code: '252167001' }] };
const FBC = { text: 'Full blood count', codings: [{ system: 'http://snomed.info/sct', code: '26604007' }] };

interface Said extends Partial<Pick<Order, 'status' | 'code' | 'fillerNumber'>> {
  readonly of: string;
  readonly at: number;
  readonly placer?: string;
  /** The message, where it tells of several. */
  readonly seq?: number;
  readonly asWhole?: true;
}

/** The position in the list is the order of arrival. */
const told = (all: readonly Said[]): readonly Told<EventOf<'ordered'>>[] =>
  all.map(({ of, at, placer, seq: message, asWhole, ...order }, seq) => ({
    ...{ seq: message ?? seq, idx: message === undefined ? 0 : seq, messageId: `m${message ?? seq}` },
    event: {
      ...{ kind: 'ordered', recordId: of, discipline: 'pathology', occurredAt: minute(at) },
      order: { placerNumber: 'P1', code: U_AND_E, orderedAt: minute(at), ...order },
      ...(placer !== undefined && { placer }),
      ...(asWhole !== undefined && { asWhole }),
    },
  }));
const standing = (...all: readonly Said[]): unknown =>
  Object.fromEntries(
    foldOrder('lims@RWE', told(all)).map(({ recordId, open, body }) => {
      const { status, elsewhere } = body as Order;
      return [recordId, [status, open, elsewhere]];
    }),
  );

const first: Said = { of: 'S1', at: 0, status: 'active' };
const again: Said = { of: 'S2', at: 5, status: 'active' };
const OPEN = ['active', true, undefined];
const MOVED = ['revoked', false, 'moved'];

test('it stands of whom it was told of last, and is revoked of the first, in any order of arrival', () => {
  expect(standing(first, again)).toEqual({ S1: MOVED, S2: OPEN });
  expect(standing(again, first)).toEqual({ S1: MOVED, S2: OPEN });
  // Told again as a change, which says nothing of its status.
  expect(standing(first, { of: 'S2', at: 5 })).toEqual({ S1: MOVED, S2: OPEN });
  expect(standing(first, again, { ...first, at: 9 })).toEqual({ S1: OPEN, S2: MOVED });
});

test('no two people’s orders have one key', () => {
  const keys = foldOrder('lims@RWE', told([first, again])).map(({ body }) => (body as Order).key);
  expect(keys).toEqual(['RWE|P1', 'RWE|P1|2']);
});

test('its progress of the first, told late, takes it from nobody; nor does what is cancelled', () => {
  expect(standing(first, again, { of: 'S1', at: 9, status: 'completed' })).toEqual({ S1: MOVED, S2: OPEN });
  expect(standing(first, again, { of: 'S1', at: 9 })).toEqual({ S1: MOVED, S2: OPEN });
  const REVOKED = ['revoked', false, undefined];
  expect(standing(first, again, { of: 'S1', at: 9, status: 'revoked' })).toEqual({ S1: REVOKED, S2: OPEN });
  expect(standing(first, { ...again, status: 'revoked' })).toEqual({ S1: OPEN, S2: REVOKED });
});

test.each([
  ['of another test', { code: FBC }, {}],
  ['of another system', { placer: 'NC' }, { placer: 'ICE' }],
  ['that the laboratory numbers otherwise', { fillerNumber: 'F2' }, { fillerNumber: 'F1' }],
  ['of another season', { at: 91 * DAYS }, {}],
])('an order %s is another order, and both stand', (_, other, one) => {
  expect(standing({ ...first, ...one }, { ...again, ...other })).toEqual({ S1: OPEN, S2: OPEN });
});

test('told under two records of one person it is one order, and nobody’s but theirs', () => {
  const done: Said = { of: 'S2', at: 9, status: 'completed' };
  const rows = foldOrder('lims@RWE', told([first, done, { of: 'S3', at: 5 }]), (id) => (id === 'S2' ? 'S1' : id));
  expect(rows).toMatchObject([
    { recordId: 'S2', open: false, body: { status: 'revoked', elsewhere: 'moved' } },
    { recordId: 'S3', open: true },
  ]);
  expect(foldOrder('lims@RWE', told([first, done]), () => 'S1')).toMatchObject([
    { open: false, body: { status: 'completed', orderedAt: minute(0) } },
  ]);
});

describe('several tests that are ordered under one number', () => {
  const tests = (...all: readonly Said[]): unknown =>
    foldOrder('lims@RWE', told(all)).map(({ recordId, body }) => {
      const { key, code, status, elsewhere } = body as Order;
      return [recordId, key, code.text, status, ...(elsewhere === undefined ? [] : [elsewhere])];
    });
  const ordered: readonly Said[] = [
    { of: 'S1', at: 0, seq: 0, status: 'active', code: U_AND_E },
    { of: 'S1', at: 0, seq: 0, status: 'active', code: FBC },
  ];

  test('are two orders, and what ends one leaves the other', () => {
    expect(tests(...ordered)).toEqual([
      ['S1', 'RWE|P1', U_AND_E.text, 'active'],
      ['S1', 'RWE|P1>26604007', FBC.text, 'active'],
    ]);
    for (const status of ['revoked', 'completed'] as const)
      expect(tests(...ordered, { of: 'S1', at: 5, seq: 9, status, code: FBC })).toMatchObject([
        ['S1', 'RWE|P1', U_AND_E.text, 'active'],
        ['S1', 'RWE|P1>26604007', FBC.text, status],
      ]);
  });

  test('of one name are known by their filler numbers', () => {
    const cultures = ordered.map((one, n): Said => ({ ...one, code: FBC, fillerNumber: `F${n}` }));
    expect(tests(...cultures, { of: 'S1', at: 5, seq: 9, status: 'revoked', code: FBC, fillerNumber: 'F1' })).toEqual([
      ['S1', 'RWE|P1', FBC.text, 'active'],
      ['S1', 'RWE|P1>26604007#2', FBC.text, 'revoked'],
    ]);
  });

  describe('and cancelled', () => {
    const PANEL = { text: 'Admission bloods', codings: [] };
    const cancel = { of: 'S1', at: 5, seq: 9, status: 'revoked', asWhole: true } as const;
    const bloods: Said = { ...cancel, code: PANEL };
    const standing = (...all: readonly Said[]): unknown =>
      Object.fromEntries((tests(...all) as string[][]).map(([, , name, status]) => [name, status]));
    const [U, F, P] = [U_AND_E.text, FBC.text, PANEL.text];

    test('as a whole, by what names none of them, are all cancelled but what is done, in any order of arrival', () => {
      expect(standing(...ordered, bloods)).toEqual({ [U]: 'revoked', [F]: 'revoked' });
      expect(standing(...ordered, bloods, { ...bloods, code: { text: 'ECG', codings: [] } })).toEqual({
        ...{ [U]: 'revoked', [F]: 'revoked' },
      });
      expect(standing(bloods, ...ordered.map((one) => ({ ...one, seq: 20 })))).toEqual({
        ...{ [U]: 'revoked', [F]: 'revoked' },
      });
      const done: Said = { of: 'S1', at: 3, seq: 8, status: 'completed', code: FBC };
      expect(standing(...ordered, done, bloods)).toEqual({ [U]: 'revoked', [F]: 'completed' });
    });

    test('by name, are cancelled one by one; what names one beside another that is not known says nothing of the rest', () => {
      expect(standing(...ordered, { ...cancel, code: FBC })).toEqual({ [U]: 'active', [F]: 'revoked' });
      expect(standing(...ordered, { ...cancel, code: FBC }, bloods)).toMatchObject({ [U]: 'active', [F]: 'revoked' });
    });

    test('by the laboratory, of its own accord and by a name of its own, stay: to ask once more is better than to miss', () => {
      const { asWhole: _asWhole, ...ofOne } = bloods;
      expect(standing(...ordered, ofOne)).toEqual({ [U]: 'active', [F]: 'active', [P]: 'revoked' });
    });

    test('go on where that could not be done after all, but for what was cancelled by itself', () => {
      const back: Said = { ...bloods, at: 7, seq: 10, status: 'active' };
      expect(standing(...ordered, bloods, back)).toEqual({ [U]: 'active', [F]: 'active' });
      const alone: Said = { ...cancel, at: 4, seq: 8, code: FBC };
      expect(standing(...ordered, alone, bloods, back)).toEqual({ [U]: 'active', [F]: 'revoked' });
      expect(standing(...ordered, bloods, { of: 'S1', at: 9, seq: 11, status: 'active', code: FBC })).toEqual({
        ...{ [U]: 'revoked', [F]: 'active' },
      });
    });
  });

  test('told again of somebody else, one is theirs, and the other is not', () => {
    expect(tests(...ordered, { of: 'S2', at: 5, seq: 9, status: 'active', code: FBC })).toEqual([
      ['S1', 'RWE|P1', U_AND_E.text, 'active'],
      ['S1', 'RWE|P1>26604007', FBC.text, 'revoked', 'moved'],
      ['S2', 'RWE|P1|2', FBC.text, 'active'],
    ]);
  });

  test('are one where each message tells of one alone: what was ordered was changed', () => {
    expect(tests({ ...first, fillerNumber: 'F1' }, { of: 'S1', at: 5, code: FBC, fillerNumber: 'F1' })).toEqual([
      ['S1', 'RWE|P1', FBC.text, 'active'],
    ]);
  });
});
