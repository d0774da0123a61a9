import type { BecameRecord } from './answers';
import { explorerLink, recordQuery } from './record-query';
import { say } from '../say';
import { el } from '../dom';
import { cell, row, tableOf } from '../table';

const copyable = (query: string): HTMLElement =>
  el(
    'details',
    { class: 'nhsuk-details' },
    el(
      'summary',
      { class: 'nhsuk-details__summary' },
      el('span', { class: 'nhsuk-details__summary-text' }, 'Ask the graph for it'),
    ),
    el(
      'div',
      { class: 'nhsuk-details__text' },
      el('pre', { class: 'console-raw', tabindex: 0, role: 'region', 'aria-label': 'Query' }, query),
      el(
        'div',
        { class: 'nhsuk-button-group nhsuk-button-group--small' },
        el(
          'button',
          {
            class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small',
            type: 'button',
            click: () =>
              void navigator.clipboard.writeText(query).then(
                () => say('The query is copied'),
                () => say('The query could not be copied; select it and copy it'),
              ),
          },
          'Copy the query',
        ),
        el(
          'a',
          { class: 'nhsuk-link', href: explorerLink(query), target: '_blank', rel: 'noopener' },
          'Open it in the explorer (in a new tab)',
        ),
      ),
      el('p', { class: 'nhsuk-body-s' }, 'Clinical records are read there as a role that may read them.'),
    ),
  );

const record = (became: BecameRecord): HTMLElement => {
  const query = recordQuery(became);
  return el(
    'section',
    { class: 'console-card' },
    el('h4', { class: 'nhsuk-heading-s' }, `${became.type}, ${became.capability.replaceAll('-', ' ')}`),
    el(
      'p',
      {},
      became.current
        ? el('strong', { class: 'nhsuk-tag nhsuk-tag--green' }, 'Latest word')
        : el('strong', { class: 'nhsuk-tag nhsuk-tag--grey' }, 'Told anew since'),
      ' ',
      became.recordId === null ? '' : `Record ${became.recordId}. `,
      became.patient === null ? '' : `Patient ${became.patient.id}.`,
    ),
    tableOf(
      'Its fields',
      ['Field', 'Value'],
      became.fields.map(({ path, value }) =>
        row(
          cell('Field', el('code', {}, path)),
          cell('Value', value ?? el('span', { class: 'console-masked' }, 'masked')),
        ),
      ),
    ),
    query === null ? null : copyable(query),
  );
};

/** The records of the graph that a message spoke of, each with its fields and the query that asks for it. */
export const becameList = (records: readonly BecameRecord[]): HTMLElement =>
  records.length === 0
    ? el('p', {}, 'It became nothing in the graph.')
    : el('div', { class: 'console-became' }, ...records.map(record));
