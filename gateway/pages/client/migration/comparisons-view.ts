import { el, fill } from '../dom';
import { endWords } from '../end-words';
import { faultBox } from '../fault-box';
import { choice, textField } from '../form-parts';
import type { Comparison } from './evidence-answers';
import { comparisonTable } from './comparison-table';
import type { Desk, View } from './desk';
import { button, heading, SECONDARY } from './panel';
import { hrefTo, hrefToRoute, type Place } from './place';
import { COMPARISONS, type ComparisonFilter } from './route-queries';
import { counted, routeWords, spoken } from './words';

const PAGE = 50;
const OUTCOMES = ['MISMATCHED', 'CANDIDATE_FAILED', 'IN_FLIGHT', 'IGNORED', 'MATCHED', 'CONTROL_FAILED'];
const SEVERITIES = ['CRITICAL', 'MAJOR', 'MINOR', 'COSMETIC'];

const filterOf = ({ route, rehearsal, outcome, severity, field }: Place['asked']): ComparisonFilter => ({
  ...(route && { route }),
  ...(rehearsal && { rehearsal }),
  ...(outcome && { outcomes: [outcome] }),
  ...(severity && { severities: [severity] }),
  ...(field && { field }),
});

const isNarrowed = ({ asked }: Place): boolean =>
  asked['outcome'] !== undefined || asked['severity'] !== undefined || asked['field'] !== undefined;

const options = (words: readonly string[]): (readonly [string, string])[] => [
  ['', 'Any'],
  ...words.map((each) => [each, spoken(each)] as const),
];

const filterForm = ({ go }: Desk, { asked }: Place): HTMLElement => {
  const outcome = choice('What became of it', options(OUTCOMES));
  const severity = choice('Gravest difference', options(SEVERITIES));
  const field = textField('Field', { hint: 'Such as place.bed' });
  outcome.control.value = asked['outcome'] ?? '';
  severity.control.value = asked['severity'] ?? '';
  field.control.value = asked['field'] ?? '';
  return el(
    'form',
    {
      class: 'console-search',
      autocomplete: 'off',
      'aria-label': 'Narrow the comparisons',
      submit: (event) => {
        event.preventDefault();
        const chosen = {
          ...asked,
          outcome: outcome.control.value,
          severity: severity.control.value,
          field: field.control.value.trim(),
        };
        go({ view: 'comparisons', id: '', asked: chosen });
      },
    },
    el('div', { class: 'console-fields' }, outcome.group, severity.group, field.group),
    el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Show'),
  );
};

/** Comparisons, newest first, each with its differences; a value is opened one at a time. */
export const comparisonsView = (desk: Desk, place: Place): View => {
  const { route, rehearsal } = place.asked;
  const about = rehearsal ? `rehearsal ${rehearsal}` : route === undefined ? 'every route' : routeWords(route);
  const faults = faultBox();
  const found = el('p', {}, 'Asking for comparisons');
  const shown = el('div');
  const more = el('div');
  const known: Comparison[] = [];
  /** Raised with each asking: a page that is asked for twice is shown once. */
  let turn = 0;
  const load = async (after: string | null): Promise<void> => {
    const mine = (turn += 1);
    const { data, faults: problems } = await desk.ask(COMPARISONS, {
      filter: filterOf(place.asked),
      first: PAGE,
      after,
    });
    if (mine !== turn) return;
    const page = data?.comparisons ?? null;
    faults.show(problems, { partial: page !== null, focus: after !== null });
    known.push(...(page?.nodes ?? []));
    // Where older ones could not be read, they are still to be asked for.
    const next = page ? page.pageInfo : { hasNextPage: after !== null, endCursor: after };
    fill(
      found,
      page === null && known.length === 0
        ? 'Comparisons could not be read.'
        : known.length === 0
          ? `Nothing ${isNarrowed(place) ? 'of that kind ' : ''}was compared yet. Reads are compared while a route stands at shadow or at ramp.`
          : `${counted(known.length, 'comparison')} shown${endWords(next.hasNextPage)}.`,
    );
    fill(shown, known.length > 0 && comparisonTable(desk, known));
    fill(more, next.hasNextPage && button('Show older comparisons', SECONDARY, () => void load(next.endCursor)));
  };
  void load(null);
  return {
    title: `Comparisons of ${about}`,
    element: el(
      'div',
      {},
      el(
        'a',
        { class: 'nhsuk-back-link', href: route === undefined ? hrefTo('matrix') : hrefToRoute(route) },
        route === undefined ? 'All routes' : `Back to ${routeWords(route)}`,
      ),
      heading(`Comparisons of ${about}`),
      filterForm(desk, place),
      faults.element,
      found,
      shown,
      more,
    ),
  };
};
