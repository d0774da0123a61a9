import { AT, recordsWith, type Lists } from '../../../uk-core/sources/server-under-test';
import { RESULT_SYSTEM } from '../fhir/vocabulary';
import { escalationsOfPeople } from './escalations';
import { resultAcknowledgementsOfPeople } from './result-acknowledgements';

const task = { resourceType: 'Task', id: 't1', status: 'entered-in-error', for: { reference: 'Patient/1' } };
const focus = { identifier: { system: RESULT_SYSTEM, value: '26H0001240' } };

test.each<[string, Lists]>([
  ['escalations', escalationsOfPeople],
  ['opened results', resultAcknowledgementsOfPeople],
])('a task that was entered in error is none of the %s', async (_, lists) => {
  const said = { ...task, authoredOn: AT, focus };
  expect(await recordsWith(lists, 'nervecentre@RWE', { ...said, status: 'requested' })).toHaveLength(1);
  expect(await recordsWith(lists, 'nervecentre@RWE', said)).toEqual([]);
});
