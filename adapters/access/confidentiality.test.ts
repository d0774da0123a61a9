import type { Capability, PersonCapability, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import type { SealedPart } from '../../schema/privacy';
import { holdsBack, sealOn, valuesAreMasked } from './confidentiality';

const RWE = 'RWE' as OdsCode;
const viewer = (role: Role = 'nurse'): Viewer => ({
  ...{ userId: 'u-1', name: 'N', role, roleProfileId: '1', organisation: RWE, organisationName: 'UHL', wards: [] },
});
const sealing = (...seals: SealedPart[]): PersonIdentity => ({
  ...{ id: 'p1' as PersonId, mergedIds: [], nhsNumberVerified: false, identifiers: [], records: [] },
  ...{ restricted: false, epoch: 1, seals },
});
/** What a seal makes of a record of the PAS, of which nothing is known but that it answers now. */
const on = (capability: Capability, seal: SealedPart) =>
  sealOn(sealing(seal), { capability, instance: 'pas@RWE', mayHaveHeld: () => false }, viewer(), false);

test('a wish of any kind holds back what cannot be told apart, and none holds nothing', () => {
  expect([
    holdsBack({ dissents: true }),
    holdsBack({ seals: [{ kind: 'sealed', organisation: RWE }] }),
    holdsBack({ seals: [] }),
    holdsBack({}),
  ]).toEqual([true, true, false, false]);
});

test('values of whoever is restricted, or holds anything back, are masked for those who see them for the running', () => {
  expect([
    valuesAreMasked({ restricted: true }),
    valuesAreMasked({ restricted: false, dissents: true }),
    valuesAreMasked({ restricted: false }),
  ]).toEqual([true, true, false]);
});

test('a seal on a system binds what that system answers, whatever is known of what it held', () => {
  expect(on('documents', { kind: 'sealed', instance: 'pas@RWE' })).toBe('withheld');
  expect(on('documents', { kind: 'sealed', instance: 'lims@RWE' })).toBe('shown');
});

describe('a seal on one record of a system, after its route went to another of that organisation', () => {
  const at = (capability: Capability, instance: InstanceName, key: string, named?: InstanceName) =>
    sealOn(
      sealing({
        kind: 'sealed',
        capability: capability as PersonCapability,
        record: 'RT5|17',
        ...(named && { instance: named }),
      }),
      { capability, instance, key, mayHaveHeld: () => true },
      viewer(),
      false,
    );
  const BEFORE = 'nervecentre@RT5';
  const AFTER = 'systmone@RT5';
  const ELSEWHERE = 'systmone@RWE';

  test('binds the whole capability there, where its copy has another id, and that record alone where it was', () => {
    expect([
      at('observations', AFTER, 'RT5|4711', BEFORE),
      at('observations', BEFORE, 'RT5|17', BEFORE),
      at('observations', BEFORE, 'RT5|18', BEFORE),
      at('observations', ELSEWHERE, 'RWE|4711', BEFORE),
    ]).toEqual(['withheld', 'withheld', 'shown', 'shown']);
  });

  test.each<Capability>(['lab-reports', 'lab-orders', 'imaging-studies', 'imaging-reports', 'imaging-orders'])(
    'binds that record alone of the %s, whose number goes with it: of results, a gap too many could kill',
    (capability) =>
      expect([at(capability, AFTER, 'RT5|17', BEFORE), at(capability, AFTER, 'RT5|18', BEFORE)]).toEqual(['withheld', 'shown']), // prettier-ignore
  );

  test('that names no system is known by the record’s id alone', () => {
    expect([at('observations', AFTER, 'RT5|17'), at('observations', AFTER, 'RT5|4711')]).toEqual(['withheld', 'shown']);
  });
});

test.each<Capability>(['demographics', 'encounters', 'wards', 'bed-state', 'bed-housekeeping', 'discharge-readiness'])(
  'a seal of a whole organisation leaves the %s: somebody must be found',
  (capability) => expect(on(capability, { kind: 'sealed-and-locked', organisation: RWE })).toBe('shown'),
);

test.each<[PersonCapability, string]>([
  ['allergies', 'withheld'],
  ['flags', 'withheld'],
  ['documents', 'unsaid'],
])('of locked %s a gap is %s', (capability, hold) =>
  expect(on(capability, { kind: 'sealed-and-locked', capability })).toBe(hold),
);
