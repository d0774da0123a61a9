import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { span, time } from '../times';
import type { WholeRoute } from './route-answers';
import { meter } from './matrix-view';
import { bullets, inset } from './panel';
import { hrefToRoute, hrefToSystem } from './place';
import { stageTag } from './tags';
import { capabilityWords, counted, holderWords, percentWords, scoreWords, spoken } from './words';

export const fact = (key: string, ...values: Child[]): HTMLElement =>
  el(
    'div',
    { class: 'nhsuk-summary-list__row' },
    el('dt', { class: 'nhsuk-summary-list__key' }, key),
    el('dd', { class: 'nhsuk-summary-list__value' }, ...values),
  );

export const facts = (...rows: (HTMLElement | null)[]): HTMLElement =>
  el('dl', { class: 'nhsuk-summary-list console-summary' }, ...rows);

export const systemLink = (id: string): HTMLElement => el('a', { href: hrefToSystem(id) }, id);

/** What a route is, and where it stands. */
export const routeFacts = (route: WholeRoute): HTMLElement => {
  const others = route.group.filter(({ id }) => id !== route.id);
  return facts(
    fact('Stands at', stageTag(route)),
    fact('Whose record', `${holderWords(route.organisation)}, ${spoken(route.role).toLowerCase()}`),
    fact('Control', systemLink(route.control)),
    fact('Candidate', route.candidate === null ? 'none' : systemLink(route.candidate)),
    route.predecessors.length > 0
      ? fact('Answered before', ...route.predecessors.flatMap((id, at) => [at === 0 ? '' : ', ', systemLink(id)]))
      : null,
    fact('Moves', `${spoken(route.rampUnit).toLowerCase()} by ${spoken(route.rampUnit).toLowerCase()}`),
    route.sites.length > 0 ? fact('Sites', route.sites.join(', ')) : null,
    fact(
      'Moves together with',
      ...(others.length === 0
        ? ['no other']
        : others.flatMap(({ id, capability }, index) => [
            index === 0 ? '' : ', ',
            el('a', { href: hrefToRoute(id) }, capabilityWords(capability)),
          ])),
    ),
    fact('Second approver', route.secondApprover ? 'needed' : 'not needed'),
    fact('Moved last', `${route.movedBy}, `, time(route.movedAt), `: ${route.why}`),
  );
};

/** How ready the candidate is, part by part. */
export const readinessParts = ({ readiness }: WholeRoute): readonly Child[] => {
  if (readiness === null) return [el('p', {}, 'There is no candidate.')];
  return [
    el('p', { class: 'migration-big' }, readiness.score === null ? 'Not known yet' : `${readiness.score} of 100`),
    tableOf(
      'What it is made of',
      ['Part', 'Score', 'Weight', 'Figures'],
      readiness.parts.map(({ part, score, weight, words }) =>
        row(
          cell('Part', spoken(part)),
          cell(
            'Score',
            el('span', { class: 'migration-score' }, score === null ? null : meter(score), ` ${scoreWords(score)}`),
          ),
          cell('Weight', weight),
          cell('Figures', words),
        ),
      ),
    ),
  ];
};

const millis = (value: number | null): string => (value === null ? 'not known' : `${value} ms`);

/** What a ramp may cost, and what it costs now. */
export const budgetParts = ({ budget, spent, stage }: WholeRoute): readonly Child[] => {
  const line = (what: string, most: string, now: string | undefined): HTMLElement =>
    row(cell('What', what), cell('At most', most), ...(now === undefined ? [] : [cell('Now', now)]));
  return [
    spent && spent.broken.length > 0 ? inset(el('strong', {}, 'The budget is broken'), bullets(spent.broken)) : null,
    tableOf(
      `Over ${span(budget.windowSeconds)}, from ${counted(budget.minimumSample, 'ask')} on; a ramp that costs more goes back by itself`,
      ['What', 'At most', ...(spent ? ['Now'] : [])],
      [
        line(
          'Failed asks of the candidate',
          `${budget.errorPercent} %`,
          spent ? percentWords(spent.errorPercent) : undefined,
        ),
        line('95th percentile of the candidate', `${budget.latencyMs} ms`, spent ? millis(spent.latencyMs) : undefined),
        line('Severe mismatches', `${budget.severePercent} %`, spent ? percentWords(spent.severePercent) : undefined),
      ],
    ),
    spent
      ? el(
          'p',
          {},
          `${counted(spent.sample, 'ask')} counted, of which ${counted(spent.probes, 'probe')} of Causeway's own.`,
        )
      : el('p', {}, stage === 'RAMP' ? 'What is spent is not known.' : 'Nothing is spent: the route is not at ramp.'),
  ];
};

/** What people wrote on a route, oldest first. */
export const noteList = ({ notes }: WholeRoute): HTMLElement =>
  notes.length === 0
    ? el('p', {}, 'No note yet.')
    : el(
        'ul',
        { class: 'nhsuk-list' },
        ...notes.map(({ at, by, words }) => el('li', {}, el('strong', {}, by), ', ', time(at), ': ', words)),
      );
