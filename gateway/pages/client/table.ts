import { el, type Child } from './dom';

/** A cell that becomes a line of its own card on a narrow screen; `role` keeps its meaning there. */
export const cell = (heading: string, ...children: Child[]): HTMLElement =>
  el(
    'td',
    { class: 'nhsuk-table__cell', role: 'cell' },
    el('span', { class: 'nhsuk-table__heading', 'aria-hidden': 'true' }, `${heading} `),
    el('span', {}, ...children),
  );

export const header = (words: Child): HTMLElement =>
  el('th', { class: 'nhsuk-table__header', role: 'columnheader', scope: 'col' }, words);

export const tableOf = (caption: string, headers: readonly Child[], rows: readonly HTMLElement[]): HTMLTableElement =>
  el(
    'table',
    { class: 'nhsuk-table nhsuk-table--responsive nhsuk-table--compact', role: 'table' },
    el('caption', { class: 'nhsuk-table__caption nhsuk-table__caption--s' }, caption),
    el('thead', { class: 'nhsuk-table__head', role: 'rowgroup' }, el('tr', { role: 'row' }, ...headers.map(header))),
    el('tbody', { class: 'nhsuk-table__body', role: 'rowgroup' }, ...rows),
  );

export const row = (...cells: HTMLElement[]): HTMLTableRowElement =>
  el('tr', { class: 'nhsuk-table__row', role: 'row' }, ...cells);
