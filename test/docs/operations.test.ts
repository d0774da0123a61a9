import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { observeCertificates } from '../../gateway/certificate-metrics';
import { observeFeeds } from '../../gateway/feed-metrics';
import { observeReadiness } from '../../gateway/health';
import { createMetrics } from '../../gateway/metrics';
import { observeSettings } from '../../gateway/settings-metrics';
import { observeShadow } from '../../gateway/shadow-metrics';
import { observeTurns } from '../../gateway/turn-metrics';
import { textOf, unknownCommandsIn } from './blocks';

const guide = textOf('docs/operations.md');
const named = (text: string): string[] => [...new Set(text.match(/causeway_[a-z_]+/g))].sort();
const [rules = ''] = guide.match(/(?<=```yaml\n)[^`]+/) ?? [];

const measured = async (): Promise<string[]> => {
  const { registry } = createMetrics();
  observeCertificates(registry, () => []);
  observeFeeds(registry, () => Promise.resolve([]));
  observeReadiness(registry, {});
  observeSettings(registry, () => 0);
  observeShadow(registry, () => []);
  observeTurns(registry, () => ({ underWay: 0, waiting: 0, limit: 0, refused: 0 }));
  return (await Registry.merge([registry]).getMetricsAsJSON()).map(({ name }) => name).sort();
};

test('every metric stands in the guide, and no other', async () => {
  const table = guide.split('\n').filter((line) => line.startsWith('| `causeway_'));
  expect(named(table.join('\n'))).toEqual(await measured());
});

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}

test('its alerts are about metrics that there are', async () => {
  const { groups } = parse(rules) as Rules;
  const expressions = groups.flatMap((group) => group.rules.map(({ expr }) => expr));
  expect(expressions.length).toBeGreaterThan(0);
  const known = await measured();
  expect(named(expressions.join(' ').replaceAll(/_bucket\b/g, '')).filter((name) => !known.includes(name))).toEqual([]);
});

test('every command it shows is a script of the package', () => {
  expect(unknownCommandsIn(guide)).toEqual([]);
});
