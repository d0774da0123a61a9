import type { Capability, PersonCapability, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { OdsCode, PersonId } from '../../schema/identifiers';
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
