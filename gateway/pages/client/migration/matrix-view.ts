import { el, hidden, svg, type Child } from '../dom';
import type { Freeze, MatrixRoute } from './route-answers';
import type { Desk, View } from './desk';
import { MATRIX } from './estate-queries';
import { openFreeze } from './freeze-dialog';
import { freezePart } from './freeze-parts';
import { button, heading, panel, SECONDARY, section, wide } from './panel';
import { hrefTo, hrefToRoute, type Place } from './place';
import { stageTag, tag } from './tags';
import { capabilityWords, counted, holderWords, scoreWords, spoken, STAGE_NAMES } from './words';

/** A score as a length; the number beside it says the same. */
export const meter = (score: number): SVGElement =>
  svg(
    'svg',
    { class: 'migration-meter', width: 64, height: 10, 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { class: 'ground', width: 64, height: 10 }),
    svg('rect', { class: 'full', width: (64 * score) / 100, height: 10 }),
  );

const routeCard = (route: MatrixRoute): HTMLElement =>
  el(
    'div',
    { class: 'migration-route' },
    el(
      'a',
      { href: hrefToRoute(route.id) },
      hidden(`${capabilityWords(route.capability)} of ${holderWords(route.organisation)}: `),
      route.control,
      route.candidate === null
        ? null
        : el('span', {}, ' ', hidden('to '), el('span', { 'aria-hidden': 'true' }, '→'), ` ${route.candidate}`),
    ),
    el(
      'span',
      { class: 'migration-tags' },
      route.candidate === null && route.stage === 'OFF' ? null : stageTag(route),
      route.freeze ? tag('Frozen', 'blue', route.freeze.reason) : null,
      route.waiting || route.loosening ? tag('Waits for a second person', 'orange') : null,
      route.readiness ? readinessPart(route.readiness.score) : null,
    ),
    el('span', { class: 'migration-quiet' }, spoken(route.role)),
  );

const readinessPart = (score: number | null): HTMLElement =>
  el('span', { class: 'migration-score' }, score === null ? null : meter(score), ` ready ${scoreWords(score)}`);

const columnsOf = (routes: readonly MatrixRoute[]): readonly string[] => [
  ...new Set(routes.map(({ organisation }) => organisation)),
];

const matrix = (routes: readonly MatrixRoute[], names: ReadonlyMap<string, string>): HTMLElement => {
  const organisations = columnsOf(routes);
  const capabilities = [...new Set(routes.map(({ capability }) => capability))];
  const nameOf = (organisation: string): string => names.get(organisation) ?? spoken(holderWords(organisation));
  const cellOf = (capability: string, organisation: string): HTMLElement => {
    const those = routes.filter((route) => route.capability === capability && route.organisation === organisation);
    if (those.length === 0)
      return el('td', { role: 'cell', class: 'migration-none' }, el('span', { class: 'migration-quiet' }, 'no route'));
    // On a narrow screen a row is a card: each cell says whose it is.
    const whose = el('span', { class: 'migration-whose', 'aria-hidden': 'true' }, nameOf(organisation));
    return el('td', { role: 'cell' }, whose, ...those.map(routeCard));
  };
  return el(
    'table',
    { class: 'nhsuk-table nhsuk-table--compact migration-matrix', role: 'table' },
    el(
      'caption',
      { class: 'nhsuk-table__caption nhsuk-table__caption--s' },
      'Who answers, and who is to; a cell opens its route',
    ),
    el(
      'thead',
      { role: 'rowgroup' },
      el(
        'tr',
        { role: 'row' },
        el('th', { scope: 'col', role: 'columnheader' }, 'Capability'),
        ...organisations.map((each) =>
          el(
            'th',
            { scope: 'col', role: 'columnheader' },
            nameOf(each),
            el('span', { class: 'migration-quiet' }, ` ${each === '*' ? '' : each}`),
          ),
        ),
      ),
    ),
    el(
      'tbody',
      { role: 'rowgroup' },
      ...capabilities.map((capability) =>
        el(
          'tr',
          { role: 'row' },
          el('th', { scope: 'row', role: 'rowheader' }, capabilityWords(capability)),
          ...organisations.map((organisation) => cellOf(capability, organisation)),
        ),
      ),
    ),
  );
};

/** How many routes stand at each stage, in words. */
export const stageSummary = (routes: readonly MatrixRoute[]): string => {
  const planned = routes.filter(({ candidate }) => candidate !== null);
  const counts = [...STAGE_NAMES, 'UNKNOWN'].flatMap((stage) => {
    const count = planned.filter((route) => route.stage === stage).length;
    return count === 0 ? [] : [`${count} ${spoken(stage).toLowerCase()}`];
  });
  const moves = counted(planned.length, 'route has a candidate', 'routes have a candidate');
  return `${counted(routes.length, 'route')}; ${moves}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.`;
};

/** Freezes that hold, and those that are to come: of every route, and of one. */
const freezeSection = (desk: Desk, freezes: readonly Freeze[] | null): HTMLElement =>
  section(
    'Freezes',
    ...(freezes === null
      ? [el('p', {}, 'Freezes could not be read: there may be some.')]
      : freezes.length === 0
        ? [el('p', {}, 'No freeze holds, and none is to come.')]
        : freezes.map((freeze) => freezePart(desk, freeze))),
  );

/** Capability by organisation, with stage and readiness. */
export const matrixView = (desk: Desk, { asked }: Place): View => {
  const all = asked['all'] === 'yes';
  const show = (routes: readonly MatrixRoute[], names: ReadonlyMap<string, string>): readonly Child[] => {
    const shown = all ? routes : routes.filter(({ candidate, stage }) => candidate !== null || stage !== 'OFF');
    return [
      el('p', {}, stageSummary(routes)),
      shown.length === 0 ? el('p', {}, 'No move is planned.') : wide('Routes', matrix(shown, names)),
    ];
  };
  return {
    title: 'Routes',
    element: el(
      'div',
      {},
      heading('Routes: capability by organisation'),
      el(
        'div',
        { class: 'console-line migration-controls' },
        all
          ? el('a', { href: hrefTo('matrix') }, 'Show only planned moves')
          : el('a', { href: hrefTo('matrix', { all: 'yes' }) }, 'Show every route'),
        button('Freeze all changes', SECONDARY, () => openFreeze(desk, null)),
      ),
      panel(desk, {
        document: MATRIX,
        variables: {},
        what: 'The routes',
        show: ({ migrationRoutes: routes, changeFreezes: freezes, registeredSystems: systems }) =>
          routes && [
            ...show(routes, new Map(systems?.map((each) => [each.organisation, each.organisationName]))),
            freezeSection(desk, freezes),
          ],
      }),
    ),
  };
};
