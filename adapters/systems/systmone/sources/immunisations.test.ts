import { recordsWith } from '../../../uk-core/sources/server-under-test';
import { immunisationsOfPeople } from './immunisations';

test('a vaccination whose day nobody knows is told with what was said of it', async () => {
  const vaccination = {
    ...{ resourceType: 'Immunization', status: 'completed', vaccineCode: { text: 'MMR' } },
    ...{ patient: { reference: 'Patient/1' }, occurrenceString: 'as a child, abroad' },
  };
  expect(await recordsWith(immunisationsOfPeople, 'systmone@RT5', vaccination)).toMatchObject([
    { vaccine: { text: 'MMR' }, occurredText: 'as a child, abroad' },
  ]);
});
