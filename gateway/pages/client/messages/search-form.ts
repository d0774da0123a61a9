import { el, fill } from '../dom';
import { choice, textField } from '../form-parts';
import { nhsNumberField } from '../nhs-number-field';
import { NO_SEARCH, type Search } from './place';
import { PROBLEMS, problemMeaning, spoken, STATES, stateMeaning } from './words';

const PERSON = 'A look-up of a person: it is recorded.';

const withMeaning = (word: string, meaning: string): readonly [string, string] => [word, `${spoken(word)}: ${meaning}`];

const fields = () => ({
  nhsNumber: nhsNumberField('NHS number', PERSON),
  hospitalNumber: textField('Hospital number', { hint: PERSON }),
  visit: textField('Visit number', { hint: 'PV1-19, whole.' }),
  controlId: textField('Control id', { hint: 'MSH-10, whole.' }),
  feed: choice('Feed', [['', 'All feeds']]),
  type: textField('Message type', { hint: 'ADT, or ADT^A01.' }),
  state: choice('What became of it', [
    ['', 'Anything'],
    ...STATES.map((word) => withMeaning(word, stateMeaning(word))),
  ]),
  problem: choice('Problem', [
    ['', 'With or without'],
    ...PROBLEMS.map((word) => withMeaning(word, problemMeaning(word))),
  ]),
  sendingApplication: textField('Sending application', { hint: 'MSH-3.' }),
  sendingFacility: textField('Sending facility', { hint: 'MSH-4.' }),
  arrived: choice('Arrived', [
    ['', 'At any time'],
    ['hour', 'In the last hour'],
    ['day', 'In the last day'],
    ['week', 'In the last week'],
    ['between', 'Between two times'],
  ]),
  from: textField('From', { hint: "London's time.", type: 'datetime-local' }),
  to: textField('To', { hint: "London's time.", type: 'datetime-local' }),
});

export interface SearchForm {
  readonly element: HTMLElement;
  read(): Search;
  write(search: Search): void;
  /** The feeds that there are, to choose from. */
  offerFeeds(names: readonly string[]): void;
}

/** The form to look for messages with; `asked` runs when somebody searches. */
export const searchForm = (asked: () => void): SearchForm => {
  const parts = fields();
  const names = Object.keys(NO_SEARCH) as (keyof Search)[];
  const between = el('div', { class: 'console-fields', hidden: true }, parts.from.group, parts.to.group);
  const showBetween = (): void => {
    between.hidden = parts.arrived.control.value !== 'between';
  };
  parts.arrived.control.addEventListener('change', showBetween);

  const write = (search: Search): void => {
    // A feed that is not offered yet is still the one asked for.
    offer([search.feed]);
    for (const name of names) parts[name].control.value = search[name];
    showBetween();
  };
  const offer = (offered: readonly string[]): void => {
    const { control } = parts.feed;
    const there = new Set([...control.options].map(({ value }) => value));
    control.append(...offered.filter((name) => !there.has(name)).map((name) => el('option', { value: name }, name)));
  };

  const element = el(
    'form',
    {
      class: 'console-search',
      autocomplete: 'off',
      'aria-labelledby': 'search-heading',
      submit: (event) => {
        event.preventDefault();
        asked();
      },
    },
    el('h2', { class: 'nhsuk-heading-m', id: 'search-heading' }, 'Find messages'),
    el('div', { class: 'console-fields' }, ...group(parts, ['nhsNumber', 'hospitalNumber', 'visit', 'controlId'])),
    el('div', { class: 'console-fields' }, ...group(parts, ['feed', 'type', 'state', 'problem', 'arrived'])),
    between,
    el(
      'details',
      { class: 'nhsuk-details' },
      el(
        'summary',
        { class: 'nhsuk-details__summary' },
        el('span', { class: 'nhsuk-details__summary-text' }, 'By sender'),
      ),
      el(
        'div',
        { class: 'nhsuk-details__text console-fields' },
        ...group(parts, ['sendingApplication', 'sendingFacility']),
      ),
    ),
    el(
      'div',
      { class: 'nhsuk-button-group' },
      el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Search'),
      el(
        'button',
        {
          class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small',
          type: 'button',
          click: () => {
            write(NO_SEARCH);
            asked();
          },
        },
        'Clear',
      ),
    ),
  );
  return {
    element,
    read: () =>
      Object.fromEntries(names.map((name) => [name, parts[name].control.value.trim()])) as Record<keyof Search, string>,
    write,
    offerFeeds: (offered) => {
      const { value } = parts.feed.control;
      if (document.activeElement === parts.feed.control) return;
      fill(parts.feed.control, el('option', { value: '' }, 'All feeds'));
      offer([...offered, ...(value === '' ? [] : [value])]);
      parts.feed.control.value = value;
    },
  };
};

const group = (parts: ReturnType<typeof fields>, names: readonly (keyof Search)[]): HTMLElement[] =>
  names.map((name) => parts[name].group);
