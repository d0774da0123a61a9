import { ledgerSettings } from '../../adapters/assembly/ledger-settings';
import { RECORD_ROLES, type Ledger, type Route } from '../../adapters/ledger';
import type { Estate } from '../../adapters/settings/estate';
import { wrappings } from '../../gateway/assembly/wrappings';

/** The ledger as a first start would have it: no route moved. */
const unmoved = (estate: Estate): Pick<Ledger, 'routesFor' | 'systems'> => {
  const { systems, routes } = ledgerSettings(estate);
  const rank = ({ role }: Route): number => RECORD_ROLES.indexOf(role);
  const staged = routes.map((route): Route => ({ ...route, stage: 'off' }));
  return {
    systems: () => systems,
    routesFor: (capability) =>
      staged.filter((route) => route.capability === capability).sort((one, other) => rank(one) - rank(other)),
  };
};

/** The README's table, from the same reading of the routes as the landing page's: capabilities that go the same way share a row. */
export const routesTable = (estate: Estate): string => {
  const ledger = unmoved(estate);
  const missing = new Set(
    ledger
      .systems()
      .filter(({ lifecycle }) => lifecycle === 'not-connected')
      .map(({ systemName }) => systemName),
  );
  const rows = new Map<string, string[]>();
  for (const { subgraph, capability, organisation, today, next } of wrappings(ledger as Ledger)) {
    const answers = missing.has(today) ? `not connected: ${today}` : today;
    const way = `| ${subgraph} | ${organisation} | ${answers} | ${next ?? 'none planned'} |`;
    rows.set(way, [...(rows.get(way) ?? []), capability]);
  }
  const order = [...new Set([...rows.keys()].map((way) => way.split(' | ')[0]))];
  const sorted = [...rows].sort(([a], [b]) => order.indexOf(a.split(' | ')[0]) - order.indexOf(b.split(' | ')[0]));
  return [
    '| Subgraph | Whose record | Answers today | Next | Capabilities |',
    '|---|---|---|---|---|',
    ...sorted.map(([way, capabilities]) => `${way} ${capabilities.join(', ')} |`),
    '',
  ].join('\n');
};
