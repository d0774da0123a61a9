import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { serverMillis, time } from '../times';
import type { GatedSystem, LedgerChange } from './answers';
import { changeWords } from './change-words';
import type { MatrixRoute } from './route-answers';
import type { Desk, View } from './desk';
import { ESTATE, GATES, HISTORY, MATRIX } from './estate-queries';
import { verdictTag } from './gate-parts';
import { stageSummary } from './matrix-view';
import { asOfLine, button, heading, panel, SECONDARY, section } from './panel';
import { timelineTogether } from './timeline-view';
import { hasDates } from './gantt';
import { scrollToToday } from './gantt-chart';
import { stageTag } from './tags';
import { capabilityWords, counted, holderWords, scoreWords, spoken } from './words';

const CHANGES = 5;

const moves = (routes: readonly MatrixRoute[]): readonly Child[] => {
  const planned = routes.filter(({ candidate }) => candidate !== null);
  return [
    el('p', {}, stageSummary(routes)),
    planned.length === 0
      ? null
      : tableOf(
          'Planned moves',
          ['Capability', 'Of', 'From', 'To', 'Stage', 'Ready'],
          planned.map((route) =>
            row(
              cell('Capability', capabilityWords(route.capability)),
              cell('Of', holderWords(route.organisation)),
              cell('From', route.control),
              cell('To', route.candidate ?? ''),
              cell('Stage', stageTag(route)),
              cell('Ready', scoreWords(route.readiness?.score ?? null)),
            ),
          ),
        ),
  ];
};

/** Those that are to go; what stays needs no verdict on a page for the board. */
const LEAVING = ['RETIRING', 'NOT_CONNECTED', 'UNKNOWN'];

/** Systems with the same in their way stand in one line: a board asks what to clear, not who waits in which order. */
const gates = (systems: readonly GatedSystem[]): readonly Child[] => {
  const off = systems.filter(({ lifecycle }) => lifecycle === 'RETIRED').length;
  const alike = new Map<string, GatedSystem[]>();
  for (const system of systems.filter(({ lifecycle }) => LEAVING.includes(lifecycle))) {
    const key = `${String(system.gate?.open)} ${obstacleWords(system)}`;
    alike.set(key, [...(alike.get(key) ?? []), system]);
  }
  return [
    tableOf(
      `Whether systems may be retired; ${counted(off, 'system is', 'systems are')} off already`,
      ['Verdict', 'In the way of each', 'Systems'],
      [...alike.values()].flatMap((same) => {
        const [first] = same;
        if (!first) return [];
        return [
          row(
            cell('Verdict', verdictTag(first)),
            cell('In the way of each', obstacleWords(first)),
            cell('Systems', same.map(({ name }) => name).join(', ')),
          ),
        ];
      }),
    ),
  ];
};

const obstacleWords = ({ gate }: GatedSystem): string => {
  if (gate === null) return 'not known';
  const kinds = new Map<string, number>();
  for (const { kind } of gate.obstacles) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return kinds.size === 0
    ? 'nothing'
    : [...kinds].map(([kind, count]) => `${spoken(kind).toLowerCase()} ${count}`).join(', ');
};

/** What fits into a line or two of each. */
const WORDS = 2;

const changeTable = (changes: readonly LedgerChange[]): HTMLElement =>
  tableOf(
    'Newest first',
    ['When', 'What', 'Who, and why'],
    changes.map(({ at, about, what, before, after, by, reason }) =>
      row(
        cell('When', time(at)),
        cell('What', `${about}: ${[spoken(what), ...changeWords(before, after).slice(0, WORDS)].join(', ')}`),
        cell('Who, and why', `${by}: ${reason}`),
      ),
    ),
  );

/** One page for the board: the estate, the moves, the gates, the last changes. It prints without its controls. */
export const boardView = (desk: Desk): View => ({
  title: 'Migration: board page',
  element: el(
    'div',
    { class: 'migration-board' },
    heading('Migration: where it stands'),
    asOfLine(
      desk,
      button('Print this page', `${SECONDARY} migration-controls`, () => window.print()),
    ),
    section(
      'The estate',
      panel(desk, {
        document: ESTATE,
        variables: {},
        what: 'The register',
        placed: scrollToToday,
        show: ({ registeredSystems: systems }) =>
          systems && [
            ...timelineTogether(systems, serverMillis()),
            el(
              'p',
              {},
              `${counted(systems.filter(({ phases }) => !hasDates(phases)).length, 'more system')} without dates.`,
            ),
          ],
      }),
    ),
    section(
      'What is moving',
      panel(desk, {
        document: MATRIX,
        variables: {},
        what: 'The routes',
        show: ({ migrationRoutes }) => migrationRoutes && moves(migrationRoutes),
      }),
    ),
    section(
      'Switching off',
      panel(desk, {
        document: GATES,
        variables: {},
        what: 'The gates',
        show: ({ registeredSystems }) => registeredSystems && gates(registeredSystems),
      }),
    ),
    section(
      'The last changes',
      panel(desk, {
        document: HISTORY,
        variables: { about: null, first: CHANGES, after: null },
        what: 'The history',
        show: ({ ledgerHistory }) =>
          ledgerHistory && [
            ledgerHistory.nodes.length === 0
              ? el('p', {}, 'Nothing was changed yet.')
              : changeTable(ledgerHistory.nodes),
          ],
      }),
    ),
  ),
});
