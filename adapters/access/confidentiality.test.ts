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
  sealOn(
    sealing(seal),
    { capability, instance: 'pas@RWE', mayHaveHeld: () => false, mayBeCopiesOf: () => false },
    viewer(),
    false,
  );

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
      { capability, instance, key, mayHaveHeld: () => true, mayBeCopiesOf: () => true },
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

  test('that names no system, by a key that names none, is known by the record’s name alone', () => {
    expect([at('observations', AFTER, 'RT5|17'), at('observations', AFTER, 'RT5|4711')]).toEqual(['withheld', 'shown']);
  });
});

describe('a seal on one record that only its system has a name for', () => {
  const OURS = 'nervecentre@RT5';
  const THEIRS = 'systmone@RT5';
  const sealedOn = (record: string, moved: boolean, capability: PersonCapability = 'observations') => {
    const seal: SealedPart = { kind: 'sealed', capability, record };
    return (key: string, instance: InstanceName, mayHaveHeld = true) =>
      sealOn(
        sealing(seal),
        { capability, instance, key, mayHaveHeld: () => mayHaveHeld, mayBeCopiesOf: (of) => of === OURS && moved },
        viewer(),
        false,
      );
  };
  const seal = `${OURS}|Observation/17`;

  test('binds it alone, and not what another system, or another type, calls by the same id', () => {
    const shown = sealedOn(seal, false);
    expect([
      shown(`${OURS}|Observation/17`, OURS),
      shown(`${OURS}|Observation/18`, OURS),
      shown(`${OURS}|Media/17`, OURS),
      shown(`${THEIRS}|Observation/17`, THEIRS),
    ]).toEqual(['withheld', 'shown', 'shown', 'shown']);
  });

  test('binds the whole capability at a system of that organisation that may answer copies of it, unless it never held any', () => {
    const shown = sealedOn(seal, true);
    expect([
      shown(`${THEIRS}|Observation/4711`, THEIRS),
      shown(`${OURS}|Observation/18`, OURS),
      shown('systmone@RWE|Observation/17', 'systmone@RWE'),
      shown(`${THEIRS}|Observation/4711`, THEIRS, false),
    ]).toEqual(['withheld', 'shown', 'shown', 'shown']);
  });

  test.each([
    ['RT5|17', `${OURS}|Observation/17`, `${OURS}|Observation/18`],
    ['RT5|AllergyIntolerance/a1', 'gp-connect@RT5|AllergyIntolerance/a1', 'gp-connect@RT5|AllergyIntolerance/a2'],
  ])('put down as %s, before keys named systems, still binds it', (record, its, anothers) => {
    const shown = sealedOn(record, false);
    expect([shown(its, OURS), shown(anothers, OURS), shown(its.replace('RT5', 'RWE'), OURS)]).toEqual([
      'withheld',
      'shown',
      'shown',
    ]);
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

test('a seal on appointments, or on one, binds the same case in the list of its theatre', () => {
  const instance = 'nervecentre@RWE';
  const on = (capability: Capability, seal: Partial<SealedPart>, key = `${instance}|Appointment/1`) =>
    sealOn(
      sealing({ kind: 'sealed', ...seal }),
      { capability, instance, key, mayHaveHeld: () => true, mayBeCopiesOf: () => false },
      viewer(),
      false,
    );
  const one = { capability: 'appointments', record: `${instance}|Appointment/1` } as const;
  expect([
    on('theatre-lists', { capability: 'appointments' }),
    on('theatre-lists', one),
    on('theatre-lists', one, `${instance}|Appointment/2`),
    on('theatre-lists', { capability: 'documents' }),
  ]).toEqual(['withheld', 'withheld', 'shown', 'shown']);
});
