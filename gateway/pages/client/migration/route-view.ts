import { el, type Child } from '../dom';
import { agreementParts, rehearsalTable } from './agreement';
import type { WholeRoute } from './route-answers';
import { mayBePlanned, openCandidate } from './candidate-dialog';
import { coverageParts } from './coverage';
import type { Desk, View } from './desk';
import { openFreeze } from './freeze-dialog';
import { openMove } from './move-dialog';
import { noteForm } from './note-form';
import { button, heading, panel, SECONDARY, section } from './panel';
import { hrefTo } from './place';
import { openBudget, openRehearsal, openSecondApprover } from './route-dialogs';
import { budgetParts, noteList, readinessParts, routeFacts } from './route-parts';
import { COVERAGE, EVIDENCE, ROUTE } from './route-queries';
import { standing } from './route-standing';
import { routeWords } from './words';

const actions = (desk: Desk, route: WholeRoute): HTMLElement => {
  const planned = route.candidate !== null && route.stage !== 'RETIRED';
  return el(
    'div',
    { class: 'nhsuk-button-group nhsuk-button-group--small migration-controls' },
    planned ? button('Move this route', '', () => openMove(desk, route)) : null,
    mayBePlanned(route)
      ? button('Plan who is to take over', planned ? SECONDARY : '', () => openCandidate(desk, route))
      : null,
    planned ? button('Rehearse', SECONDARY, () => openRehearsal(desk, route)) : null,
    planned ? button('Set the budget', SECONDARY, () => openBudget(desk, route)) : null,
    button('Freeze changes', SECONDARY, () => openFreeze(desk, route.id)),
    button(route.secondApprover ? 'Let one person move it' : 'Ask for a second approver', SECONDARY, () =>
      openSecondApprover(desk, route),
    ),
  );
};

const evidence = (desk: Desk, { id }: WholeRoute): readonly HTMLElement[] => [
  section(
    'Agreement, the last 7 days',
    panel(desk, {
      document: EVIDENCE,
      variables: { id },
      what: 'What comparing found',
      show: ({ migrationRoute, rehearsals }) => {
        const agreement = migrationRoute?.agreement ?? null;
        return [
          ...(agreement
            ? agreementParts(agreement, { route: id })
            : [el('p', {}, 'What comparing found could not be read.')]),
          el('p', {}, el('a', { href: hrefTo('comparisons', { route: id }) }, 'All comparisons of this route')),
          el('h3', { class: 'nhsuk-heading-s' }, 'Rehearsals'),
          rehearsals === null ? el('p', {}, 'Rehearsals could not be read.') : rehearsalTable(rehearsals),
        ];
      },
    }),
  ),
  section(
    'Coverage: old field, graph field, new field',
    panel(desk, {
      document: COVERAGE,
      variables: { id },
      what: 'The coverage map',
      show: ({ coverageMap }) => coverageMap && coverageParts(coverageMap),
    }),
  ),
];

const parts = (desk: Desk, route: WholeRoute): readonly Child[] => [
  ...standing(desk, route),
  routeFacts(route),
  actions(desk, route),
  el(
    'p',
    {},
    el('a', { href: hrefTo('what-if', { route: route.id, stage: 'LIVE' }) }, 'What would break if it were live today'),
    ', ',
    el('a', { href: hrefTo('history', { about: route.id }) }, 'what was changed of it'),
  ),
  section('Readiness', ...readinessParts(route)),
  ...(route.candidate === null
    ? []
    : [section('What a ramp may cost', ...budgetParts(route)), ...evidence(desk, route)]),
  section('Notes', noteList(route), noteForm(desk, route.id)),
];

/** One route whole: where it stands, the evidence, and the lever. */
export const routeView = (desk: Desk, id: string): View => ({
  title: routeWords(id),
  element: el(
    'div',
    {},
    el('a', { class: 'nhsuk-back-link', href: hrefTo('matrix') }, 'All routes'),
    heading(routeWords(id)),
    el('p', { class: 'migration-quiet' }, id),
    panel(desk, {
      document: ROUTE,
      variables: { id },
      what: 'The route',
      show: ({ migrationRoute: route }) => (route ? parts(desk, route) : null),
    }),
  ),
});
