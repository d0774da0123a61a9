import type { Condition } from '../../../../schema/clinical/care-record';
import { recordsWith } from '../../../uk-core/sources/server-under-test';
import { problemsOfPeople } from './problems';

const problem = (id: string, verification?: string) => ({
  ...{ resourceType: 'Condition', id, code: { text: 'Diabetes' }, subject: { reference: 'Patient/1' } },
  clinicalStatus: { coding: [{ code: 'active' }] },
  ...(verification === undefined ? {} : { verificationStatus: { coding: [{ code: verification }] } }),
});

test('a problem that was ruled out, or entered in error, is no active problem', async () => {
  const records = await recordsWith(
    problemsOfPeople,
    'systmone@RT5',
    problem('unsaid'),
    problem('confirmed', 'confirmed'),
    problem('refuted', 'refuted'),
    problem('wrong', 'entered-in-error'),
  );
  expect(records.map(({ key }) => key)).toEqual(['systmone@RT5|Condition/unsaid', 'systmone@RT5|Condition/confirmed']);
});

const UCUM = 'http://unitsofmeasure.org';
test.each<[string, object, string | undefined]>([
  ['a date', { onsetDateTime: '2019-05' }, undefined],
  ['an age', { onsetAge: { value: 45, unit: 'years', system: UCUM, code: 'a' } }, 'aged 45 years'],
  ['an age in code', { onsetAge: { value: 9, system: UCUM, code: 'mo' } }, 'aged 9 months'],
  ['ages', { onsetRange: { low: { value: 40, code: 'a' }, high: { value: 50, code: 'a' } } }, 'aged 40 years to 50 years'], // prettier-ignore
  ['a period', { onsetPeriod: { start: '2019', end: '2020-03' } }, '2019 to 2020-03'],
  ['a period that is open', { onsetPeriod: { start: '2019' } }, 'from 2019'],
  ['words', { onsetString: 'childhood' }, 'childhood'],
])('when it began and ended is told where that is %s', async (_, said, text) => {
  const ended = Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key.replace('onset', 'abatement'), value]),
  );
  const [record] = await recordsWith(problemsOfPeople, 'systmone@RT5', { ...problem('p'), ...said, ...ended });
  expect([record].map((one) => [(one as Condition).onsetText, (one as Condition).abatementText])).toEqual([
    [text, text],
  ]);
});
