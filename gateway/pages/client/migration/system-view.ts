import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { serverMillis, time } from '../times';
import type { WholeSystem } from './answers';
import { figureWords } from './coverage';
import type { Desk, View } from './desk';
import { SYSTEM } from './estate-queries';
import { axisOf, hasDates } from './gantt';
import { gantt, ganttLegend, scrollToToday } from './gantt-chart';
import { gateParts, verdictTag } from './gate-parts';
import { bullets, button, heading, panel, SECONDARY, section, wide } from './panel';
import { hrefTo, hrefToRoute } from './place';
import { fact, facts, systemLink } from './route-parts';
import { openEdit } from './system-dialog';
import { stageTag, wordTag } from './tags';
import { partialWords, pounds, spoken } from './words';

const systemFacts = (system: WholeSystem): HTMLElement =>
  facts(
    fact('Organisation', system.organisationName),
    fact('What it is for', system.function ?? 'not said'),
    fact('Stands', wordTag(system.lifecycle), system.connected ? '' : ' not reached by an adapter'),
    fact('Supplier', system.supplier ?? 'not said'),
    fact('Owner', system.owner ?? 'not said'),
    fact('Contract ends', system.contractEnd === null ? 'not said' : partialWords(system.contractEnd)),
    fact('Cost a year', system.yearlyCost === null ? 'not said' : pounds(system.yearlyCost)),
    fact('Retention of records', system.retention ?? 'not said'),
    fact('Records held', system.recordsHeld ? figureWords(system.recordsHeld) : 'cannot be asked'),
    fact(
      'With a verified NHS number',
      system.verifiedNhsNumbers ? figureWords(system.verifiedNhsNumbers) : 'cannot be asked',
    ),
    fact('Last wrote', system.lastWriteAt === null ? 'not known' : time(system.lastWriteAt)),
    fact(
      'Readable afterwards',
      system.readableAfter
        ? `${system.readableAfter.readable ? 'yes' : 'no'}: ${system.readableAfter.words}`
        : 'not known',
    ),
    fact(
      'Replaced by',
      ...(system.replacedBy.length === 0
        ? ['nothing is named']
        : system.replacedBy.flatMap(({ id }, index) => [index === 0 ? '' : ', ', systemLink(id)])),
    ),
  );

const phases = (system: WholeSystem): readonly Child[] => {
  if (system.phases.length === 0) return [el('p', {}, 'The plan says nothing of it.')];
  const now = serverMillis();
  return [
    ...(hasDates(system.phases)
      ? [
          ganttLegend(),
          wide(`Timeline of ${system.name}`, gantt('Against today', [system], axisOf([system.phases], now), now)),
        ]
      : []),
    tableOf(
      'Phases, as planned and as they came',
      ['Phase', 'Planned', 'Began', 'In words'],
      system.phases.map(({ phase, plannedFrom, actualFrom, note }) =>
        row(
          cell('Phase', spoken(phase)),
          cell('Planned', plannedFrom === null ? 'no date' : partialWords(plannedFrom)),
          cell('Began', actualFrom === null ? 'not recorded' : partialWords(actualFrom)),
          cell('In words', note ?? ''),
        ),
      ),
    ),
  ];
};

const routes = ({ id, routes: all }: WholeSystem): Child => {
  if (all === null) return el('p', {}, 'Its routes could not be read.');
  if (all.length === 0) return el('p', {}, 'It answers for nothing, and is to answer for nothing.');
  return tableOf(
    'In which it is control or candidate',
    ['Route', 'It is', 'Stage'],
    all.map((route) =>
      row(
        cell('Route', el('a', { href: hrefToRoute(route.id) }, route.id)),
        cell('It is', route.control === id ? 'control' : 'candidate'),
        cell('Stage', stageTag(route)),
      ),
    ),
  );
};

const parts = (desk: Desk, system: WholeSystem): readonly Child[] => [
  el('p', { class: 'migration-quiet' }, system.id),
  el(
    'p',
    {},
    verdictTag(system),
    ' ',
    el('a', { href: hrefTo('history', { about: system.id }) }, 'What was changed of it'),
  ),
  systemFacts(system),
  el(
    'div',
    { class: 'nhsuk-button-group nhsuk-button-group--small migration-controls' },
    button('Edit this system', SECONDARY, () => openEdit(desk, system)),
  ),
  section('Phases', ...phases(system)),
  section('Routes', routes(system)),
  section(
    'What rests on it outside the graph',
    system.dependants.length === 0 ? el('p', {}, 'Nothing is registered.') : bullets(system.dependants),
    el('p', {}, el('a', { href: hrefTo('use', { system: system.id }) }, 'Who reads it through the graph')),
  ),
  section('Switching it off', ...gateParts(desk, system)),
];

/** One system of the estate, whole. */
export const systemView = (desk: Desk, id: string): View => {
  const title = heading(id);
  return {
    title: id,
    element: el(
      'div',
      {},
      el('a', { class: 'nhsuk-back-link', href: hrefTo('timeline') }, 'The estate'),
      title,
      panel(desk, {
        document: SYSTEM,
        variables: { id },
        what: 'The system',
        placed: scrollToToday,
        show: ({ registeredSystem: system }) => {
          if (system === null) return null;
          title.textContent = system.name;
          return parts(desk, system);
        },
      }),
    ),
  };
};
