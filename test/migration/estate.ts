import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

const SHIPPED = join(__dirname, '../../adapters/settings/leicester.yaml');

interface RouteLines {
  readonly organisation: string;
  readonly role: string;
  readonly control: string;
  readonly candidate?: string;
  readonly capabilities: readonly string[];
}

/** What the plan has left of HISS: its people, stays and beds, its allergies and its appointments, all on their way to Nervecentre. */
const OF_HISS: readonly RouteLines[] = (
  [
    ['inpatient-record', ['encounters', 'wards', 'bed-state']],
    ['inpatient-record', ['demographics']],
    ['inpatient-record', ['appointments']],
    ['administrative-record', ['allergies']],
  ] as const
).map(([role, capabilities]) => ({
  ...{ organisation: 'RWE', role, control: 'pas@RWE', candidate: 'nervecentre@RWE', capabilities },
}));

/**
 * The example estate at the end of its plan: every route that HISS still answers for has a candidate. The waiting list is
 * no route of it any more. Every read is compared and asks the control twice, so that noise is measured, and
 * the gate looks back on five weeks of readers.
 */
export const estateAtTheEnd = (): string => {
  const shipped = parse(readFileSync(SHIPPED, 'utf8')) as { routes: readonly RouteLines[]; register: string };
  const others = shipped.routes.filter(({ control }) => control !== 'pas@RWE');
  return stringify({
    ...shipped,
    register: join(dirname(SHIPPED), shipped.register),
    routes: [...OF_HISS, ...others],
    shadow: { noise: 100, every: '0s' },
    gate: { readerDays: 35 },
  });
};
