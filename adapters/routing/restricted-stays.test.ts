import { found } from '../../schema/answer';
import type { Encounter } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import { live, person, RT5, RWE, viewer } from './door-under-test';
import { mayBeRestricted, mustHideBed, placesToCheck, staysHeldFrom, visitsToldOf } from './restricted-stays';

const PAS = 'pas@RWE';
const W12 = { organisation: RWE, ward: 'W12' };
const nurse = viewer('nurse'); // works on Ward 12
const bed = (ward: string, visit?: string) => ({
  ...{ key: `RWE|${ward}|B1`, source: live(PAS), ward: { organisation: RWE, code: ward }, code: 'B1' },
  ...(visit === undefined ? {} : { visit }),
});
const stay = (visit: string) => ({ key: `RWE|${visit}`, source: live(PAS), identifier: { system: 'v', value: visit } });
const list = (...records: readonly unknown[]) => found(records, live(PAS));

describe('the stays of a place are read', () => {
  const checked = (projected: boolean, ...beds: readonly unknown[]) =>
    placesToCheck(nurse, [{ place: W12, answer: list(...beds), projected }]);

  test('where others than its staff see somebody lie there', () => {
    expect(checked(true, bed('W12', '1'))).toEqual([]);
    expect(checked(true, bed('W1', '1'), bed('W1', '2'))).toEqual([W12]);
  });

  test('wherever our own store does not have them, whoever asks', () => {
    expect(checked(false, bed('W12', '1'))).toEqual([W12]);
  });

  test('but not for beds in which nobody lies', () => {
    expect(checked(false, bed('W12'), bed('W1'))).toEqual([]);
  });
});

test('of a stay it is told unless its person is nobody to the viewer: in doubt, or of nobody, it is', () => {
  const whose: Readonly<Record<string, PersonIdentity | null | undefined>> = {
    ...{ '1': person('p1'), '2': person('p2', { veryRestricted: true }), '3': null, '4': undefined },
  };
  const told = visitsToldOf(
    [list(...Object.keys(whose).map(stay))],
    nurse,
    (one) => whose[(one as Encounter).identifier.value],
  );
  expect([...told]).toEqual(['1', '3', '4']);
});

test('a person in doubt may be restricted; a record of nobody is not', () => {
  const all = [person('p1'), person('p2', { restricted: true }), null, undefined];
  expect(all.map(mayBeRestricted)).toEqual([false, true, true, false]);
});

test('stays are held of the restricted, of those in doubt, and of who dissents, unless that is opened', () => {
  const held = (whose: PersonIdentity | null | undefined, opened = false, organisation = RT5) =>
    staysHeldFrom(
      viewer('nurse', { organisation, wards: [] }),
      () => whose,
      () => opened,
    )(stay('1') as never);
  const dissenting = person('p1', { dissents: true });
  expect([held(person('p1')), held(undefined)]).toEqual([false, false]);
  expect([held(person('p1', { restricted: true })), held(null)]).toEqual([true, true]);
  // Where somebody is cared for is no part of what dissent keeps from the holder’s own staff.
  expect([held(dissenting), held(dissenting, true), held(dissenting, false, RWE)]).toEqual([true, false, false]);
});

test('a stay that its source calls very restricted is held, whoever it is of', () => {
  const open = () => true;
  const isHeld = staysHeldFrom(nurse, () => person('p1'), open);
  const labelled = { ...stay('1'), source: { ...live(PAS), securityLabels: ['very-restricted'] } };
  expect([isHeld(stay('1') as never), isHeld(labelled as never)]).toEqual([false, true]);
});

test('a bed is shown where its stay is known and open, and where nobody lies in it', () => {
  const hides = mustHideBed([list(stay('open'), stay('held'))], ({ key }) => key === 'RWE|held');
  expect(['open', 'held', 'unknown', undefined].map((visit) => hides(bed('W12', visit)))).toEqual([
    ...[false, true, true, false],
  ]);
});

test('a visit number that a held stay has as well hides the bed, whichever stay lies in it', () => {
  let told = 0;
  const hides = mustHideBed([list(stay('1'), stay('1'))], () => (told += 1) === 1);
  expect(hides(bed('W12', '1'))).toBe(true);
});
