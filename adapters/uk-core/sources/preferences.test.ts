import { preferencesOfPeople } from './preferences';
import { recordsWith } from './server-under-test';

const decision = (more: object) =>
  recordsWith(preferencesOfPeople, 'a@RT5', {
    ...{ resourceType: 'Flag', status: 'active', category: [{ coding: [{ code: 'resuscitation' }] }] },
    ...{ code: { text: 'Not for resuscitation' }, subject: { reference: 'Patient/1' }, ...more },
  });

test.each([
  ['that goes on', { period: { start: '2026-01-01' } }, 'active'],
  ['that says nothing of time', {}, 'active'],
  ['that ends today', { period: { end: '2026-11-20' } }, 'active'],
  ['that ended yesterday', { period: { end: '2026-11-19' } }, 'inactive'],
  ['that ended, nobody can read when', { period: { end: 'in spring' } }, 'active'],
  ['that was taken back', { status: 'inactive' }, 'inactive'],
  [
    'that was entered in error, and ended',
    { status: 'entered-in-error', period: { end: '2026-11-19' } },
    'entered-in-error',
  ],
])('a decision %s', async (_, more, status) => {
  expect(await decision(more)).toMatchObject([{ status }]);
});
