import { Registry } from 'prom-client';
import { observeShadow, type CountedReads } from './shadow-metrics';

test('each scrape tells of every route how many reads were compared, and how many were not and why', async () => {
  const registry = new Registry();
  const route = 'RWE/bed-state/inpatient-record';
  let counted: readonly CountedReads[] = [];
  observeShadow(registry, () => counted);
  const lines = async (): Promise<readonly string[]> =>
    (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(await lines()).toEqual([]);
  const paced = { route, fate: 'paced', count: 90 };
  for (const compared of [2, 3]) {
    counted = [{ route, fate: 'compared', count: compared }, paced];
    expect(await lines()).toEqual([
      `causeway_shadow_reads_total{route="${route}",fate="compared"} ${compared}`,
      `causeway_shadow_reads_total{route="${route}",fate="paced"} 90`,
    ]);
  }
});
