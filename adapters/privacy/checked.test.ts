import type { Role } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import type { NewPrivacyDirective } from '../../schema/privacy';
import type { Instant } from '../../schema/time';
import { checked, checkedReason, checkHolders } from './checked';

const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const LATER = '2026-12-20T10:00:00.000Z' as Instant;
const PRACTICE = 'C82999' as OdsCode;
const PERSON: PersonIdentity = {
  ...{ id: 'pt_mavis' as PersonId, mergedIds: [], nhsNumberVerified: true, identifiers: [], records: [] },
  ...{ restricted: false, epoch: 1, generalPractice: PRACTICE },
};
const SYSTEMS = [{ name: 'pas@RWE' }, { name: 'systmone@RT5' }] as const;
const wish = (more: Partial<NewPrivacyDirective>): NewPrivacyDirective => ({
  ...{ kind: 'sealed', reason: 'She asked for it at the desk', ...more },
});
const put = (more: Partial<NewPrivacyDirective>, role: Role = 'patient') => {
  const directive = checked(wish(more), role, NOW);
  checkHolders(directive, PERSON, SYSTEMS);
  return directive;
};
const RWE = 'RWE' as OdsCode;
const PAS = 'pas@RWE' as InstanceName;
const THEIRS = { capability: 'documents', record: 'systmone@RT5|DocumentReference/1' } as const;

test('a reason is 10 to 500 characters, without the space around it', () => {
  expect([checkedReason(' 0123456789 '), checkedReason('x'.repeat(500))]).toEqual(['0123456789', 'x'.repeat(500)]);
  for (const text of ['012345678', '123456789 '.padStart(40), 'x'.repeat(501)])
    expect(() => checkedReason(text)).toThrow(/^reason/);
});

test.each<[string, Partial<NewPrivacyDirective>]>([
  ['a capability', { part: { capability: 'lab-reports' } }],
  ['an organisation', { part: { organisation: RWE } }],
  ['the practice, which no system here is of', { part: { organisation: PRACTICE } }],
  ['a system', { part: { instance: PAS } }],
  ['a system of the organisation', { part: { instance: PAS, organisation: RWE } }],
  ['a record that its system named', { part: THEIRS }],
  ['such a record, with its system', { part: { ...THEIRS, instance: 'systmone@RT5', organisation: 'RT5' as OdsCode } }],
  ['a record', { part: { capability: 'lab-reports', record: 'r1' } }],
  ['a lock', { kind: 'sealed-and-locked', part: { capability: 'lab-reports' } }],
  ['dissent, until some day', { kind: 'dissent', until: LATER }],
])('%s may be put down, by a patient', (_, more) => {
  expect(put(more)).toEqual({ ...wish(more), from: NOW });
});

test('a whole record may be hidden by the officer', () => {
  expect(put({ kind: 'very-restricted' }, 'privacy-officer')).toMatchObject({ kind: 'very-restricted' });
});

test.each<[string, Partial<NewPrivacyDirective>, RegExp]>([
  ['too few words', { part: { capability: 'lab-reports' }, reason: 'because' }, /^reason/],
  ['a seal of nothing', {}, /^part is needed of a seal/],
  ['a lock on nothing', { kind: 'sealed-and-locked' }, /^part is needed of a seal/],
  ['dissent for a part', { kind: 'dissent', part: { organisation: RWE } }, /^part belongs to a seal/],
  ['who somebody is', { part: { capability: 'demographics' } }, /^part.capability cannot be sealed/],
  ['a record of whatever kind', { part: { record: 'r1' } }, /^part.capability is needed/],
  ['a record of whatever kind of a system', { part: { instance: PAS, record: 'r1' } }, /^part.capability is needed/],
  ['a system that is not known', { part: { instance: 'lims@RWE' as InstanceName } }, /^part.system is none that/],
  ['an organisation that is not known', { part: { organisation: 'RW3' as OdsCode } }, /^part.organisation/],
  ['a record that another system named', { part: { ...THEIRS, instance: PAS } }, /^part.record is none of part.system/],
  ['a record of another organisation', { part: { ...THEIRS, organisation: RWE } }, /^part.record is none of part.org/],
  ['a system of another', { part: { instance: PAS, organisation: 'RT5' as OdsCode } }, /^part.system is none of/],
  ['a whole record', { kind: 'very-restricted' }, /^kind/],
  ['an end at its beginning', { kind: 'dissent', from: LATER, until: LATER }, /^until/],
  ['an end that is over', { kind: 'dissent', until: '2026-01-01T00:00:00.000Z' as Instant }, /^until/],
])('%s may not, by a patient', (_, more, message) => {
  expect(() => put(more)).toThrow(message);
});
