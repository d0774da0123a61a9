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
