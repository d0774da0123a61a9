import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { serverMillis } from '../times';
import type { EstateSystem } from './answers';
import type { Desk, View } from './desk';
import { ESTATE } from './estate-queries';
import { axisOf, hasDates, overdue, phaseWords, type Axis } from './gantt';
import { gantt, ganttLegend, scrollToToday } from './gantt-chart';
import { bullets, button, details, heading, panel, SECONDARY, section, wide } from './panel';
import { hrefToSystem } from './place';
import { openAdd } from './system-dialog';
import { wordTag } from './tags';
import { counted, partialWords, spoken } from './words';

const byOrganisation = (systems: readonly EstateSystem[]): ReadonlyMap<string, readonly EstateSystem[]> => {
  const groups = new Map<string, EstateSystem[]>();
  for (const system of systems)
    groups.set(system.organisationName, [...(groups.get(system.organisationName) ?? []), system]);
  return groups;
};

const phaseLines = ({ phases }: EstateSystem): HTMLElement =>
  el(
    'ul',
    { class: 'nhsuk-list migration-close' },
    ...phases.map(({ phase, plannedFrom, actualFrom, note }) =>
      el(
        'li',
        {},
        `${spoken(phase)}: planned ${plannedFrom === null ? 'without a date' : partialWords(plannedFrom)}, `,
        actualFrom === null ? 'beginning not recorded' : `began ${partialWords(actualFrom)}`,
        note === null ? '' : ` (${note})`,
      ),
    ),
  );

const link = (system: EstateSystem): HTMLElement => el('a', { href: hrefToSystem(system.id) }, system.name);

const asTable = (systems: readonly EstateSystem[]): HTMLElement =>
  details(
    'The timeline as a table',
    tableOf(
      'Phases of each system, as planned and as they came',
      ['Organisation', 'System', 'Stands', 'Phases', 'Replaced by'],
      systems.map((system) =>
        row(
          cell('Organisation', system.organisationName),
          cell('System', link(system)),
          cell('Stands', spoken(system.lifecycle)),
          cell('Phases', phaseLines(system)),
          cell('Replaced by', system.replacedBy.map(({ name }) => name).join(', ')),
        ),
      ),
    ),
  );

const withoutDates = (systems: readonly EstateSystem[]): HTMLElement | null =>
  systems.length === 0
    ? null
    : section(
        'Without dates',
        tableOf(
          'Registered, with no date in the plan',
          ['System', 'Organisation', 'What it is for', 'Stands', 'Reached'],
          systems.map((system) =>
            row(
              cell('System', link(system)),
              cell('Organisation', system.organisationName),
              cell('What it is for', system.function ?? 'not said'),
              cell('Stands', wordTag(system.lifecycle)),
              cell('Reached', system.connected ? 'by an adapter' : 'not connected'),
            ),
          ),
        ),
      );

const datedOf = (systems: readonly EstateSystem[]): readonly EstateSystem[] =>
  systems.filter(({ phases }) => hasDates(phases));

const axisFor = (systems: readonly EstateSystem[], now: number): Axis =>
  axisOf(
    systems.map(({ phases }) => phases),
    now,
  );

/** A chart for each organisation, all on one axis. */
const timelineParts = (systems: readonly EstateSystem[], now: number): readonly Child[] => {
  const dated = datedOf(systems);
  const axis = axisFor(dated, now);
  return [
    ganttLegend(),
    ...[...byOrganisation(dated)].map(([name, those]) => wide(`Timeline of ${name}`, gantt(name, those, axis, now))),
  ];
};

/** The whole estate in one chart, as the board page has it. */
export const timelineTogether = (systems: readonly EstateSystem[], now: number): readonly Child[] => {
  const dated = [...byOrganisation(datedOf(systems)).values()].flat();
  if (dated.length === 0) return [];
  const chart = gantt('Systems with dates, by organisation', dated, axisFor(dated, now), now);
  return [ganttLegend(), wide('Timeline of the estate', chart)];
};

const late = (systems: readonly EstateSystem[], now: number): HTMLElement => {
  const those = systems.filter(({ phases }) => overdue(phases, now).length > 0);
  return those.length === 0
    ? el('p', {}, 'Nothing is past its planned date.')
    : details(
        `${counted(those.length, 'system')} past a planned date, with no beginning recorded`,
        bullets(those.map(({ name, phases }) => `${name}: ${phaseWords(overdue(phases, now), 'plannedFrom')}`)),
      );
};

/** The estate against today. */
export const timelineView = (desk: Desk): View => ({
  title: 'Timeline of the estate',
  element: el(
    'div',
    {},
    heading('The estate on a timeline'),
    el(
      'div',
      { class: 'nhsuk-button-group nhsuk-button-group--small migration-controls' },
      button('Add a system', SECONDARY, () => openAdd(desk)),
    ),
    panel(desk, {
      document: ESTATE,
      variables: {},
      what: 'The register',
      placed: scrollToToday,
      show: ({ registeredSystems: systems }) => {
        if (systems === null) return null;
        if (systems.length === 0) return [el('p', {}, 'No system is registered.')];
        const now = serverMillis();
        return [
          ...timelineParts(systems, now),
          late(systems, now),
          asTable(systems),
          withoutDates(systems.filter(({ phases }) => !hasDates(phases))),
        ];
      },
    }),
  ),
});
