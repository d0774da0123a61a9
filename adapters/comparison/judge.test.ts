import fc from 'fast-check';
import type { Capability } from '../../schema/capabilities';
import { BENIGN_DIFFERENCES, IGNORE_RULES, judge, type CanonicalRecord } from '.';

const PAS_TO_NERVECENTRE = { control: 'pas', candidate: 'nervecentre', controlToldAll: () => true };
const NERVECENTRE_TO_SYSTMONE = { control: 'nervecentre', candidate: 'systmone', controlToldAll: () => true };

const record = (
  capability: Capability,
  content: object,
  key = 'RWE|1',
  recordId: string | null = 'pt_1',
): CanonicalRecord => ({
  ...{ capability, key, recordId },
  record: { key, ...content },
});
const outcome = (capability: Capability, control: object, candidate: object, between = PAS_TO_NERVECENTRE) =>
  judge([record(capability, control)], [record(capability, candidate)], between).differences.map((one) => [
    one.field,
    one.ignoredBy ?? one.severity,
  ]);

const concept = (text: string, ...codings: readonly [system: string, code: string][]) => ({
  text,
  codings: codings.map(([system, code]) => ({ system, code })),
});
const SNOMED = 'http://snomed.info/sct';
const LOINC: [string, string] = ['http://loinc.org', '2951-2'];
const LOCAL: [string, string] = ['urn:local:lims@RWE:test', '0001'];

describe('a rule ignores', () => {
  it.each<[string, Capability, object, object]>([
    ['formatting', 'encounters', { consultant: { text: 'KNIFE, Kate (Miss)' } }, { consultant: { text: 'Knife,  KATE (miss)' } }],
    ['clock-skew', 'encounters', { period: { start: '2026-11-20T09:15:00.000Z' } }, { period: { start: '2026-11-20T09:15:04.000Z' } }],
    ['unit-spelling', 'observations', { quantity: { value: '36.5', unit: '°C', ucum: 'Cel' } }, { quantity: { value: '36.5', unit: 'degrees C', ucum: 'Cel' } }],
    ['same-code', 'encounters', { reason: concept('Discharged', [SNOMED, '1']) }, { reason: concept('1', [SNOMED, '1']) }],
    ['local-code-system', 'encounters', { specialty: concept('Surgery', ['urn:local:pas@RWE:tf', '100']) }, { specialty: concept('Surgery', ['https://nervecentre.example/tf', '100']) }],
    ['added-code', 'lab-reports', { code: concept('Sodium', LOCAL) }, { code: concept('Sodium', LOCAL, LOINC) }],
    ['added-code', 'lab-reports', { code: concept('Sodium', LOCAL, LOINC) }, { code: concept('Sodium', ['https://nervecentre.example/test', '0001']) }],
    ['added-code', 'allergies', { code: concept('Latex', [SNOMED, '9'], LOCAL) }, { code: concept('9', LOINC, [SNOMED, '9']) }],
    ['order', 'early-warning', { parts: [{ score: 1 }, { score: 2 }] }, { parts: [{ score: 2 }, { score: 1 }] }],
    ['no-source-of-admission', 'encounters', { admissionSource: concept('Home', [SNOMED, '19']) }, {}],
    ['pas-knows-no-housekeeping', 'bed-state', { status: 'unoccupied' }, { status: 'closed' }],
    ['ward-specialty-added', 'wards', {}, { specialty: concept('Surgery', [SNOMED, '100']) }],
  ])('%s', (rule, capability, control, candidate) => {
    const found = outcome(capability, control, candidate);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(([, ignoredBy]) => ignoredBy)).toEqual(found.map(() => rule));
  }); // prettier-ignore
});

describe('no rule ignores', () => {
  it.each<[string, Capability, object, object]>([
    ['six seconds', 'encounters', { period: { start: '2026-11-20T09:15:00.000Z' } }, { period: { start: '2026-11-20T09:15:06.000Z' } }],
    ['another value in the same unit', 'observations', { quantity: { value: '36.5', unit: 'C', ucum: 'Cel' } }, { quantity: { value: '38.5', unit: 'C', ucum: 'Cel' } }],
    ['a unit without its code', 'observations', { quantity: { value: '5', unit: 'mg' } }, { quantity: { value: '5', unit: 'g' } }],
    ['other words beside the same code', 'allergies', { code: concept('Allergy to penicillin', [SNOMED, '9']) }, { code: concept('Allergy to latex', [SNOMED, '9']) }],
    ['the same local code with other words', 'encounters', { specialty: concept('Surgery', ['urn:local:a', '100']) }, { specialty: concept('Renal', ['urn:local:b', '100']) }],
    ['an added code beside another local one', 'lab-reports', { code: concept('Sodium', LOCAL) }, { code: concept('Sodium', ['urn:local:lims@RWE:test', '0002'], LOINC) }],
    ['an added code beside another of a shared system', 'lab-reports', { code: concept('Sodium', LOCAL, LOINC) }, { code: concept('Sodium', LOCAL, ['http://loinc.org', '2'], [SNOMED, '9']) }],
    ['two codes of one system where the other side has one', 'medications', { medication: concept('Latex', [SNOMED, '9']) }, { medication: concept('Latex', [SNOMED, '9'], [SNOMED, '10']) }],
    ['an added code beside other words', 'lab-reports', { code: concept('Sodium', LOCAL) }, { code: concept('Potassium', LOCAL, LOINC) }],
    ['codes of which none is shared', 'lab-reports', { code: concept('Sodium', LOINC) }, { code: concept('Sodium', [SNOMED, '9']) }],
    ['another member of a list', 'early-warning', { parts: [{ score: 1 }, { score: 2 }] }, { parts: [{ score: 2 }, { score: 3 }] }],
    ['given names in another order', 'demographics', { name: { family: 'TESTER', given: ['Anna', 'Maria'] } }, { name: { family: 'TESTER', given: ['Maria', 'Anna'] } }],
    ['lines of a note in another order', 'lab-reports', { results: [{ key: 'K', notes: ['Haemolysed.', 'Not so:'] }] }, { results: [{ key: 'K', notes: ['Not so:', 'Haemolysed.'] }] }],
    ['a bed that the PAS fills and Nervecentre closes', 'bed-state', { status: 'occupied' }, { status: 'closed' }],
    ['a source of admission that only Nervecentre has', 'encounters', {}, { admissionSource: concept('Home', [SNOMED, '19']) }],
  ])('%s', (_, capability, control, candidate) => {
    const found = outcome(capability, control, candidate);
    expect(found.some(([, said]) => ['critical', 'major', 'minor'].includes(String(said)))).toBe(true);
  }); // prettier-ignore
});

it('knows an observation by what and when, not by the id its system gave it', () => {
  const taken = (key: string, effective: string, value: string) =>
    record('observations', { code: concept('Pulse', [SNOMED, '364075005']), effective, quantity: { value, ucum: '/min' } }, key); // prettier-ignore
  const judged = judge(
    [taken('RT5|a', '2026-11-20T08:00:00.000Z', '70'), taken('RT5|b', '2026-11-20T09:00:00.000Z', '80')],
    [taken('RT5|9', '2026-11-20T09:00:02.000Z', '81'), taken('RT5|8', '2026-11-20T08:00:00.000Z', '70')],
    NERVECENTRE_TO_SYSTMONE,
  );
  expect(judged).toMatchObject({ records: 2, mismatched: 1, severe: 1 });
  expect(judged.differences.map(({ field, ignoredBy }) => [field, ignoredBy])).toEqual([
    ['quantity.value', null],
    ['effective', 'clock-skew'],
  ]);
});

it('knows what an escalation answers by the id that each system gave it, and by none that is missing', () => {
  const raised = (instance: string, id: string, more: object) =>
    record(
      'escalations',
      { priority: 'urgent', authoredOn: '2026-11-20T08:00:00.000Z', ...more },
      `${instance}|Task/${id}`,
    );
  const answers = (scoreKey: string) => ({ scoreKey });
  const control = raised('nervecentre@RT5', '1', answers('nervecentre@RT5|Observation/7'));
  const between = (candidate: CanonicalRecord) => judge([control], [candidate], NERVECENTRE_TO_SYSTMONE);
  const theirs = between(raised('systmone@RT5', '9', answers('systmone@RT5|Observation/41')));
  expect(theirs).toMatchObject({
    records: 1,
    mismatched: 0,
    differences: [{ field: 'scoreKey', ignoredBy: 'own-key' }],
  });
  expect(between(raised('systmone@RT5', '9', {}))).toMatchObject({ records: 1, mismatched: 1 });
});

it.each<[string, Capability, string]>([
  ['observation', 'observations', 'code'],
  ['allergy', 'allergies', 'code'],
  ['problem', 'problems', 'code'],
  ['medication', 'medications', 'medication'],
])('knows an %s by its SNOMED code, whatever codes one side adds to it', (_, capability, field) => {
  const said = (key: string, ...codings: readonly [system: string, code: string][]) =>
    record(capability, { [field]: concept('Pulse', ...codings) }, key);
  const between = (...added: readonly [system: string, code: string][]) => {
    const own: [string, string] = [SNOMED, '364075005'];
    return judge([said('RT5|a', own)], [said('RT5|9', ...added, own)], NERVECENTRE_TO_SYSTMONE);
  };
  const local = between(['urn:local:systmone@RT5:codes', '0001']);
  expect(local).toMatchObject({ records: 1, mismatched: 0 });
  expect(new Set(local.differences.map(({ ignoredBy }) => ignoredBy))).toEqual(new Set(['same-code']));
  const loinc = between(['http://loinc.org', '0001-1']);
  expect(loinc).toMatchObject({ records: 1, mismatched: 0 });
  expect(new Set(loinc.differences.map(({ ignoredBy }) => ignoredBy))).toEqual(new Set(['added-code']));
  // Another code of the same system is a difference, and one of the same record.
  const second = between([SNOMED, '78564009']);
  expect(second).toMatchObject({ records: 1, mismatched: 1 });
  expect(second.differences.map(({ field: of }) => of)).not.toContain('');
});

it('knows what has no SNOMED code by another that both sides have', () => {
  const taken = (key: string, ...codings: readonly [system: string, code: string][]) =>
    record('observations', { code: concept('Pulse', ...codings) }, key);
  const records = (control: CanonicalRecord, candidate: CanonicalRecord): number =>
    judge([control], [candidate], NERVECENTRE_TO_SYSTMONE).records;
  const loinc: [string, string] = ['http://loinc.org', '8867-4'];
  const local: [string, string] = ['urn:local:a', '0001'];
  expect(records(taken('RT5|a', loinc), taken('RT5|9', local, loinc))).toBe(1);
  expect(records(taken('RT5|a', local), taken('RT5|9', local))).toBe(1);
  expect(records(taken('RT5|a', local), taken('RT5|9', local, loinc))).toBe(1);
  expect(records(taken('RT5|a', loinc, local), taken('RT5|9', local))).toBe(1);
  expect(records(taken('RT5|a', local), taken('RT5|9', ['urn:local:a', '0002']))).toBe(2);
});

it('holds nothing against a candidate that has more than a control that said it was incomplete', () => {
  const one = record('encounters', { status: 'in-progress' });
  expect(judge([], [one], PAS_TO_NERVECENTRE).mismatched).toBe(1);
  const incomplete = { ...PAS_TO_NERVECENTRE, controlToldAll: () => false };
  expect(judge([], [one], incomplete)).toMatchObject({ mismatched: 0, differences: [{ ignoredBy: 'control-incomplete' }] }); // prettier-ignore
  expect(judge([one], [], incomplete).mismatched).toBe(1);
});

it('counts each record once, whichever side has it', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 6 });
  fc.assert(
    fc.property(keys, keys, (a, b) => {
      const side = (of: readonly number[]) =>
        of.map((key) => record('encounters', { status: 'finished' }, `RWE|${key}`));
      const judged = judge(side(a), side(b), PAS_TO_NERVECENTRE);
      expect(judged.records).toBe(new Set([...a, ...b]).size);
      expect(judged.mismatched).toBe(judged.records - a.filter((key) => b.includes(key)).length);
    }),
    { numRuns: 50 },
  );
});

it('names every rule once', () => {
  const names = [...IGNORE_RULES, ...BENIGN_DIFFERENCES].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
