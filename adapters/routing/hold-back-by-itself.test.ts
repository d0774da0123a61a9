import { failed, found, type Answer } from '../../schema/answer';
import type { PersonIdentity } from '../../schema/clinical/person';
import { systemError } from '../../schema/errors';
import { live, person, viewer } from './door-under-test';
import { heldOf, holdBack, withoutVisits, type HolderOf } from './hold-back';

const NC = 'nervecentre@RWE';
const reading = {
  capability: 'documents',
  instance: NC,
  viewer: viewer('nurse'),
  mayHaveHeld: () => true,
  mayBeCopiesOf: () => true,
} as const;
const records = ['d1', 'd2'].map((key) => ({ key, source: live(NC) }));
const partial = { code: 'PARTIAL', text: 'Not all of it.' };
const sealing = person('p1', { seals: [{ kind: 'sealed', capability: 'documents', record: 'd1' }] });
const holder =
  (whose: PersonIdentity): HolderOf =>
  () => ({ person: whose, opened: false });
const stale = <T>(value: T): Answer<T> => ({
  ...{ kind: 'failed', error: systemError('SOURCE_STALE', NC, 'silent') },
  stale: { value, source: live(NC) },
});

test('a stale answer holds back what a fresh one does; the source’s own warnings stay beside ours', () => {
  const fresh = holdBack(found(records, live(NC), { warnings: [partial] }), reading, holder(sealing));
  expect(fresh).toMatchObject({
    answer: { value: [{ key: 'd2' }], warnings: [partial, { code: 'SEALED_BY_PATIENT' }] },
    withheld: true,
  });
  const old = holdBack(stale(records), reading, holder(sealing));
  expect(old).toMatchObject({ answer: { stale: { value: [{ key: 'd2' }] } }, withheld: true });
});

test('what holds nothing back is handed on as it came, and so is what is no list', () => {
  const answers = [
    found(records, live(NC)),
    found({ key: 'd1' }, live(NC)),
    failed(systemError('SOURCE_TIMEOUT', NC, 'slow')),
  ];
  for (const answer of answers) {
    const { answer: told, withheld } = holdBack(answer, reading, holder(person('p1')));
    expect([told === answer, withheld]).toEqual([true, false]);
  }
  expect(holdBack(found(records, live(NC)), reading, () => null).withheld).toBe(false);
});

test('nobody hidden is said to be held back; a lock on allergies is, since a gap there could kill', () => {
  const one = { key: 'a1' };
  expect(heldOf(person('p1', { veryRestricted: true }), one, reading, true)).toEqual({ hold: 'unsaid' });
  const locking = person('p1', { seals: [{ kind: 'sealed-and-locked' }] });
  expect(heldOf(locking, one, reading, false)).toEqual({ hold: 'unsaid' });
  expect(heldOf(locking, one, { ...reading, capability: 'allergies' }, false)).toMatchObject({
    ...{ hold: 'withheld', warning: { code: 'SEALED_BY_PATIENT' } },
  });
  expect(heldOf(person('p1'), one, reading, false)).toEqual({ hold: 'shown' });
});

test('a bed of a hidden stay is occupied by nobody, in a stale answer too, and an empty bed withholds nothing', () => {
  const beds = [{ key: 'B1', visit: '1' }, { key: 'B2', visit: '2' }, { key: 'B3' }];
  const told = [{ key: 'B1' }, { key: 'B2', visit: '2' }, { key: 'B3' }];
  const hidden = (visit: string) => visit === '1';
  expect(withoutVisits(found(beds, live(NC)), hidden)).toEqual({ answer: found(told, live(NC)), withheld: true });
  expect(withoutVisits(stale(beds), hidden)).toEqual({ answer: stale(told), withheld: true });
  const empty = found([{ key: 'B3' }], live(NC));
  expect(withoutVisits(empty, () => true)).toEqual({ answer: empty, withheld: false });
});
