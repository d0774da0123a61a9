import { el } from '../dom';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import type { AccessEvent } from './queries';

const OUTCOMES: Readonly<Record<string, readonly [words: string, colour: string]>> = {
  ANSWERED: ['Answered', 'green'],
  REFUSED: ['Refused', 'red'],
  PARTLY_REFUSED: ['Partly refused', 'orange'],
};

/** v3-ActReason, in words. */
const PURPOSES: Readonly<Record<string, string>> = {
  TREAT: 'Treatment',
  ETREAT: 'Emergency treatment',
  BTG: 'Break the glass',
  HOPERAT: 'Healthcare operations',
  SYSADMIN: 'System administration',
  PATRQT: 'Patient requested',
};

const outcomeTag = (outcome: string): HTMLElement => {
  const [words, colour] = OUTCOMES[outcome] ?? [outcome, 'grey'];
  return el('strong', { class: `nhsuk-tag nhsuk-tag--${colour}` }, words);
};

const HEADERS = ['When', 'Who', 'Role and purpose', 'Program and operation', 'What was read', 'People', 'Outcome'];

const eventRow = (event: AccessEvent, open: (event: AccessEvent) => void): HTMLTableRowElement =>
  row(
    cell('When', time(event.at)),
    cell('Who', event.userName, el('br'), el('code', {}, event.userId)),
    cell(
      'Role and purpose',
      `${event.role} at ${event.organisation}`,
      el('br'),
      `${PURPOSES[event.purpose] ?? event.purpose} (${event.purpose})`,
    ),
    cell('Program and operation', event.client, el('br'), event.operation),
    cell('What was read', event.capabilities.join(', '), el('br'), event.systems.join(', ')),
    cell('People', event.people),
    cell(
      'Outcome',
      outcomeTag(event.outcome),
      ...event.notes.flatMap((note) => [el('br'), note]),
      el('br'),
      el(
        'button',
        {
          class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small',
          type: 'button',
          'aria-label': `Show request ${event.request} as seen`,
          click: () => open(event),
        },
        'As seen',
      ),
    ),
  );

/** The requests found, newest first, each with a button to show what was seen. */
export const logTable = (events: readonly AccessEvent[], open: (event: AccessEvent) => void): HTMLTableElement =>
  tableOf(
    'Requests, newest first; of a request about several people only what was read of this one',
    HEADERS,
    events.map((event) => eventRow(event, open)),
  );
