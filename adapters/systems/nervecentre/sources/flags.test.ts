import { recordsWith } from '../../../uk-core/sources/server-under-test';
import { flagsOfPeople } from './flags';

test('an alert whose time is over is active no more', async () => {
  const alert = {
    ...{ resourceType: 'Flag', status: 'active', code: { text: 'Falls' }, subject: { reference: 'Patient/1' } },
  };
  const statuses = await recordsWith(
    flagsOfPeople,
    'nervecentre@RWE',
    { ...alert, id: '1', period: { start: '2026-11-01' } },
    { ...alert, id: '2', period: { start: '2026-11-01', end: '2026-11-19T12:00:00Z' } },
  );
  expect(statuses).toMatchObject([{ status: 'active' }, { status: 'inactive' }]);
});
