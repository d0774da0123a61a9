import type { InstanceName } from '../../schema/identifiers';
import type { Route } from '../ledger';
import { openMigration, type MigrationParts } from './migration';

const route = (capability: Route['capability'], control: InstanceName, stage: Route['stage']): Route => ({
  ...{ organisation: 'RWE' as never, role: 'inpatient-record', needed: true },
  ...{ capability, control, stage, candidate: 'epr@RWE' },
});

/** What is looked at first: all else is absent, and would fail in other words. */
const start = (routes: readonly Route[], ...instances: readonly InstanceName[]) =>
  openMigration({
    ledger: { routesFor: (capability: string) => routes.filter((one) => one.capability === capability) },
    estate: { instances: instances.map((name) => ({ name })), routes: [] },
  } as unknown as MigrationParts);

test('a start without the settings of a retired system is refused: nobody could read what its feeds told', async () => {
  const routes = [
    route('encounters', 'pas@RWE', 'retired'),
    route('wards', 'pas@RWE', 'retired'),
    route('allergies', 'nervecentre@RWE', 'retired'),
  ];
  await expect(start(routes, 'epr@RWE')).rejects.toMatchObject({
    name: 'ImpossibleRoutes',
    problems: [expect.stringMatching(/^pas@RWE .*instances/)],
  });
});

test.each<[string, readonly Route[], readonly InstanceName[]]>([
  ['whose retired system is still among the instances', [route('encounters', 'pas@RWE', 'retired')], ['pas@RWE']],
  ['whose retired system was only ever queried', [route('flags', 'nervecentre@RWE', 'retired')], []],
  ['whose route may go back', [route('encounters', 'pas@RWE', 'live')], []],
])('a start is not refused for a route %s', async (_what, routes, instances) => {
  await expect(start(routes, ...instances)).rejects.not.toMatchObject({ name: 'ImpossibleRoutes' });
});
