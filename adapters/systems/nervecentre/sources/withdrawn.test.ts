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

test.each([
  [undefined, 'routine'],
  ['stat', 'stat'],
  // Not FHIR's: it may be the most urgent of all, and is not called routine.
  ['immediate', 'unknown'],
])('an escalation of the priority %s is %s', async (priority, told) => {
  const said = { ...task, status: 'requested', authoredOn: AT, focus, priority };
  expect(await recordsWith(escalationsOfPeople, 'nervecentre@RWE', said)).toMatchObject([{ priority: told }]);
});

test('of a result that somebody opened at a time that is not said, it is told that it was opened', async () => {
  const opened = (executionPeriod?: object) =>
    recordsWith(resultAcknowledgementsOfPeople, 'nervecentre@RWE', {
      ...{ ...task, status: 'completed', authoredOn: AT, focus, executionPeriod },
    });
  expect(await opened({ start: AT, end: AT })).toMatchObject([{ acknowledgedAt: AT }]);
  expect((await opened({ start: AT }))[0]).toMatchObject({ undated: true });
  expect((await opened())[0]).toMatchObject({ undated: true });
});
