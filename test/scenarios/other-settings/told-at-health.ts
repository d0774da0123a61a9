import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watchSettings } from '../../../adapters/assembly/settings-watch';
import { readEnvironment } from '../../../adapters/settings/environment';
import { readEstate } from '../../../adapters/settings/estate';
import { openStore } from '../../../adapters/store';
import type { Hospital } from '../hospital';

const estate = readEstate(join(__dirname, '../../../adapters/settings/leicester.yaml'));
const environment = readEnvironment({});
const GAUGE = /^causeway_processes_with_other_settings (\d+)$/m;

/** That another process of the installation goes by other settings than the gateway is told where it is watched, and in the graph. */
export const toldAtHealth = (hospital: () => Hospital): void => {
  const told = async () => {
    const [ready, metrics] = await Promise.all(
      ['/health/ready', '/metrics'].map((path) => fetch(`${hospital().url}${path}`)),
    );
    return {
      status: ready?.status,
      body: (await ready?.json()) as { readonly processesWithOtherSettings?: number },
      gauge: GAUGE.exec((await metrics?.text()) ?? '')?.[1],
    };
  };

  const named = async (): Promise<unknown> =>
    (await hospital().ask('integration-engineer', '{ processesWithOtherSettings }')).data;

  it('tells of a process with other settings while it is there, and is ready all the same', async () => {
    const before = await told();
    expect([before.status, before.gauge]).toEqual([200, '0']);
    expect(before.body).not.toHaveProperty('processesWithOtherSettings');
    expect(await named()).toEqual({ processesWithOtherSettings: [] });

    const store = await openStore({ kind: 'served', databaseUrl: hospital().adapters.store.databaseUrl });
    const going = { environment, estate: { ...estate, routes: estate.routes.slice(1) } };
    const other = await watchSettings({ store, going, log: () => undefined });
    try {
      while ((await told()).body.processesWithOtherSettings === undefined) await pause(20);
      expect(await told()).toMatchObject({
        status: 200,
        body: { status: 'ready', processesWithOtherSettings: 1 },
        gauge: '1',
      });
      expect(await named()).toEqual({
        processesWithOtherSettings: [expect.stringMatching(new RegExp(`^causeway:${process.pid}\\b`))],
      });
      const refused = await hospital().ask('clinician', '{ processesWithOtherSettings }');
      expect([refused.data, refused.errors[0]?.extensions]).toMatchObject([
        { processesWithOtherSettings: null },
        { code: 'FORBIDDEN' },
      ]);
    } finally {
      await other.close();
      await store.close();
    }
  });
};
