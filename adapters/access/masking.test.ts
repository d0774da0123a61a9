import { absent, found, type Answer, type SourceStamp } from '../../schema/answer';
import type { Capability, Place, RoutedAnswer, Viewer } from '../../schema/capabilities';
import type { WardKey } from '../../schema/clinical/location';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { maskAnswer, maskPractice, worksOn, type Look } from './masking';

const RWE = 'RWE' as OdsCode;
const ward = (code: string, organisation = RWE): WardKey => ({ organisation, code }) as WardKey;
const own = ward('W12');
const other = ward('W9');
const viewer = (role: Viewer['role'] = 'nurse'): Viewer => ({
  ...{ userId: 'u-1', name: 'N', role, roleProfileId: '1', organisation: RWE, organisationName: 'UHL', wards: [own] },
});
const source = (instance: SourceStamp['instance'] = 'pas@RWE'): SourceStamp => {
  const at = '2026-11-20T10:00:00.000Z' as Instant;
  return { instance, asOf: at, retrievedAt: at, freshness: 'LIVE' };
};

interface Case extends Partial<Look> {
  readonly role?: Viewer['role'];
}
const restricted = { restricted: () => true };
const onWard = (code: string): Place => ({ organisation: RWE, ward: code }) as Place;

/** The value as it is shown, and whether the viewer is told that something is withheld. */
const shown = (capability: Capability, value: unknown, { role, ...look }: Case = {}) => {
  const masked = maskAnswer(capability, found(value, source()), { viewer: viewer(role), ...restricted, ...look });
  return [masked.answer.kind === 'found' ? masked.answer.value : masked.answer, masked.withheld];
};

test('a ward of the same code elsewhere is another ward', () => {
  expect([own, other, ward('W12', 'RT5' as OdsCode)].map((each) => worksOn(viewer(), each))).toEqual([
    ...[true, false, false],
  ]);
});

const plain = { telecom: [], nextOfKin: [] };
test.each<[Capability, object, object]>([
  ['demographics', { ...plain, address: 'A', generalPractice: 'P', name: 'N' }, { ...plain, name: 'N' }],
  ['demographics', { telecom: ['t'], nextOfKin: [], name: 'N' }, { ...plain, name: 'N' }],
  ['demographics', { telecom: [], nextOfKin: ['k'], name: 'N' }, { ...plain, name: 'N' }],
  ['encounters', { place: { ward: other }, previousPlaces: [{ ward: own }], id: 1 }, { previousPlaces: [], id: 1 }],
  ['encounters', { previousPlaces: [{ ward: other }], id: 1 }, { previousPlaces: [], id: 1 }],
  ['bed-state', { ward: other, visit: 'V', bed: 1 }, { ward: other, bed: 1 }],
  ['early-warning', { ward: other, score: 5 }, { score: 5 }],
  ['escalations', { ward: other, id: 1 }, { id: 1 }],
  ['appointments', { kind: 'hospital', place: 'X', practitioner: 'P' }, { kind: 'hospital', practitioner: 'P' }],
  ['appointments', { kind: 'general-practice', place: 'X', practitioner: 'P' }, { kind: 'general-practice' }],
  ['waiting-list', { site: 'S', id: 1 }, { id: 1 }],
])('of a restricted person the %s say nothing of where they are', (capability, record, masked) => {
  expect(shown(capability, [record])).toEqual([[masked], true]);
  expect(shown(capability, record)).toEqual([masked, true]);
  expect(shown(capability, record, { role: 'privacy-officer' })).toEqual([record, false]);
  expect(shown(capability, record, { restricted: () => false })).toEqual([record, false]);
});

test.each<[Capability, object]>([
  ['demographics', plain],
  ['encounters', { place: { ward: own }, previousPlaces: [{ ward: other }] }],
  ['encounters', { previousPlaces: [] }],
  ['bed-state', { ward: own, visit: 'V' }],
  ['bed-state', { ward: other, bed: 1 }],
  ['early-warning', { ward: own, score: 5 }],
  ['early-warning', { score: 5 }],
  ['waiting-list', { id: 1 }],
  ['discharge-readiness', { ward: other }],
  ['lab-reports', { id: 1 }],
  ['allergies', { address: 'A', ward: other }],
])('what is the ward’s own, or says nothing, stays the very same: %s', (capability, record) => {
  const [value, withheld] = shown(capability, record);
  expect([value === record, withheld]).toEqual([true, false]);
});

test.each<[string, Capability, object, Place, boolean]>([
  ['a list of another ward', 'discharge-readiness', { ward: other }, onWard('W9'), false],
  ['a list of the own ward', 'discharge-readiness', { ward: own }, onWard('W12'), true],
  ['the record’s ward before the list’s', 'discharge-readiness', { ward: other }, onWard('W12'), false],
  ['a record without a ward in a list of another', 'lab-reports', { id: 1 }, onWard('W9'), false],
  ['a record without a ward in a list of the own', 'lab-reports', { id: 1 }, onWard('W12'), true],
  ['a record without a ward in a list of no ward', 'lab-reports', { id: 1 }, { organisation: RWE } as Place, true],
  [
    'the list of an organisation’s theatres',
    'theatre-lists',
    { theatre: other },
    { organisation: RWE } as Place,
    false,
  ],
  ['an organisation’s list, in no theatre that is told', 'theatre-lists', {}, { organisation: RWE } as Place, false],
  ['the list of a theatre of the own', 'theatre-lists', { theatre: own }, { organisation: RWE } as Place, true],
  ['the bed of another ward', 'bed-state', { ward: other, bed: 1 }, onWard('W9'), true],
])('a restricted person in %s', (_list, capability, record, place, stays) => {
  expect(shown(capability, [record], { place })).toEqual([stays ? [record] : [], !stays]);
});

test.each<[string, Capability, object, Case, boolean]>([
  ['left out of a list', 'allergies', { id: 1 }, { place: onWard('W9') }, false],
  ['left out of a list that is restricted', 'discharge-readiness', { ward: other }, { place: onWard('W9') }, false],
  [
    'left out for those who see the restricted, too',
    'allergies',
    {},
    { place: onWard('W9'), role: 'privacy-officer' },
    false,
  ],
  ['left in for the ward’s own staff', 'allergies', { id: 1 }, { place: onWard('W12') }, true],
  ['left out of a list of no ward', 'allergies', { id: 1 }, { place: { organisation: RWE } as Place }, false],
  ['no matter of lists where none was asked for', 'allergies', { id: 1 }, {}, true],
])('a stranger is %s', (_what, capability, record, look, stays) => {
  const strange = { restricted: () => false, stranger: (each: unknown) => each === record, ...look };
  expect(shown(capability, [record, { ward: own }], strange)).toEqual([
    stays ? [record, { ward: own }] : [{ ward: own }],
    !stays,
  ]);
});

const RECORD = { address: 'A', ...plain };
const FAILURE = { code: 'SOURCE_STALE', instance: 'pas@RWE', message: 'silent', retryable: true } as const;
const look: Look = { viewer: viewer(), ...restricted };

test('what a silent feed last said is masked like what is fresh', () => {
  const answer: Answer<object> = { kind: 'failed', error: FAILURE, stale: { value: RECORD, source: source() } };
  expect(maskAnswer('demographics', answer, look)).toEqual({
    answer: { ...answer, stale: { value: plain, source: source() } },
    withheld: true,
  });
});

test('an answer of which nothing is withheld is the very same', () => {
  const answers: Answer<object>[] = [
    found(plain, source()),
    absent(source()),
    { kind: 'failed', error: FAILURE },
    { kind: 'failed', error: FAILURE, stale: { value: plain, source: source() } },
  ];
  for (const answer of answers) {
    const masked = maskAnswer('demographics', answer, look);
    expect([masked.answer === answer, masked.withheld]).toEqual([true, false]);
  }
});

const record = (key: string, instance: SourceStamp['instance']) => ({ key, source: source(instance) });
const told = (answer: Answer<unknown>, role: Viewer['role'] = 'nurse') => {
  const routed: RoutedAnswer<unknown> = {
    ...{ capability: 'medications', instance: 'gp@C82999', systemName: 'Elm Practice', answer },
    ...{ needed: true, withheld: false, ms: 1 },
  };
  return { routed, masked: maskPractice(routed, viewer(role)) };
};

test.each<[string, Answer<unknown>]>([
  ['found', found([record('C82999|1', 'gp@C82999'), 'text', { key: 5, source: 1 }], source('gp@C82999'))],
  [
    'found, in codes of its own',
    found(
      [
        {
          ...record('gp@C82999|Condition/1', 'gp@C82999'),
          code: { codings: [{ system: 'urn:local:gp@C82999:code' }] },
        },
      ],
      source('gp@C82999'),
    ),
  ],
  ['found alone', found(record('C82999|1', 'gp@C82999'), source('gp@C82999'))],
  ['absent', absent(source('gp@C82999'))],
  ['failed', { kind: 'failed', error: { ...FAILURE, instance: 'gp@C82999', message: 'C82999 of C82999' } }],
  [
    'old',
    {
      ...{ kind: 'failed', error: { ...FAILURE, instance: 'gp@C82999' } },
      stale: { value: record('C82999|1', 'gp@C82999'), source: source('gp@C82999') },
    },
  ],
])('a restricted person’s practice is not told by an answer that is %s', (_kind, answer) => {
  const { masked } = told(answer);
  expect(JSON.stringify(masked)).not.toMatch(/C82999|Elm/);
  expect(masked).toMatchObject({ instance: 'gp@WITHHELD', withheld: true, answer: { kind: answer.kind } });
  expect(Object.keys(masked.answer).sort()).toEqual(Object.keys(answer).sort());
  const officer = told(answer, 'privacy-officer');
  expect(officer.masked).toBe(officer.routed);
});

test('a record that another system told keeps its source, and what is no record stays as it is', () => {
  const kept = [record('RWE|1', 'pas@RWE'), null, 'text', { key: 5, source: 1 }, { key: 'C82999|1' }];
  const { answer } = told(found(kept, source('gp@C82999'))).masked;
  expect(answer).toMatchObject({ kind: 'found', value: kept });
});

test('of a stay that its source calls very restricted, others than its ward learn no place; what can be withheld is not masked', () => {
  const at = (label: string) => ({ source: { securityLabels: [label] } });
  const stay = { place: { ward: other }, previousPlaces: [], ...at('very-restricted') };
  const open = { restricted: () => false };
  expect(shown('encounters', [stay], open)).toEqual([[{ previousPlaces: [], ...at('very-restricted') }], true]);
  expect(shown('encounters', [{ ...stay, place: { ward: own } }], open)[1]).toBe(false);
  expect(shown('encounters', [{ ...stay, ...at('restricted') }], open)[1]).toBe(false);
  expect(shown('theatre-lists', [{ theatre: other, ...at('very-restricted') }], { ...open, place: onWard('W9') })).toEqual([[], true]); // prettier-ignore
  expect(shown('appointments', [{ kind: 'theatre', place: 'X', ...at('very-restricted') }], open)[1]).toBe(false);
});
