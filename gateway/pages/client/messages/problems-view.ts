import { DAY, HOUR, instantOf } from '../../../../schema/time';
import type { Count } from './answers';
import type { Desk, View } from './desk';
import { faultBox } from '../fault-box';
import { el, fill } from '../dom';
import { say } from '../say';
import { choice } from '../form-parts';
import { cell, header, row, tableOf } from '../table';
import { NO_SEARCH, writePlace } from './place';
import { COUNTED_PROBLEMS, PROBLEMS_BY_SENDER, SERVER_TIME } from './problems-queries';
import { momentWords } from '../../../../schema/moment-words';
import { ago, serverMillis, serverSaid } from '../times';
import { problemMeaning, spoken } from './words';

type Counts = Readonly<Partial<Record<string, readonly Count[] | null>>>;

const PERIODS: Readonly<Record<string, number>> = { hour: HOUR, day: DAY, week: 7 * DAY };

const senderWords = (key: string): string =>
  key
    .split('|')
    .filter((part) => part !== '')
    .join(' at ') || 'not said';

const linkTo = (key: string, problem: string, arrived: string, count: number): HTMLElement => {
  const [sendingApplication = '', sendingFacility = ''] = key.split('|');
  const search = { ...NO_SEARCH, sendingApplication, sendingFacility, problem, arrived };
  const label = `${count} ${spoken(problem).toLowerCase()} from ${senderWords(key)}`;
  return el('a', { class: 'nhsuk-link', href: writePlace({ view: 'list', search }), 'aria-label': label }, count);
};

const table = (counts: Counts, arrived: string): HTMLElement => {
  const senders = [...new Set(COUNTED_PROBLEMS.flatMap((problem) => (counts[problem] ?? []).map(({ key }) => key)))];
  const uncounted = COUNTED_PROBLEMS.some((problem) => counts[problem] === null || counts[problem] === undefined);
  if (senders.length === 0)
    return el('p', {}, uncounted ? 'Not every problem could be counted.' : 'No sender had a problem.');
  const countOf = (sender: string, problem: string): number =>
    counts[problem]?.find(({ key }) => key === sender)?.count ?? 0;
  const made = tableOf(
    'Messages with a problem, by sender (MSH-3 at MSH-4); a message may have several',
    [],
    senders.sort().map((sender) =>
      row(
        el('th', { class: 'nhsuk-table__cell', scope: 'row', role: 'rowheader' }, senderWords(sender)),
        ...COUNTED_PROBLEMS.map((problem) => {
          const count = countOf(sender, problem);
          const unknown = counts[problem] === null || counts[problem] === undefined;
          return cell(
            spoken(problem),
            unknown ? 'not known' : count === 0 ? '0' : linkTo(sender, problem, arrived, count),
          );
        }),
      ),
    ),
  );
  made.tHead?.rows[0]?.append(header('Sender'), ...COUNTED_PROBLEMS.map((problem) => header(spoken(problem))));
  return made;
};

const meanings = (): HTMLElement =>
  el(
    'details',
    { class: 'nhsuk-details' },
    el(
      'summary',
      { class: 'nhsuk-details__summary' },
      el('span', { class: 'nhsuk-details__summary-text' }, 'What the words mean'),
    ),
    el(
      'dl',
      { class: 'nhsuk-details__text console-meanings' },
      ...COUNTED_PROBLEMS.flatMap((problem) => [el('dt', {}, spoken(problem)), el('dd', {}, problemMeaning(problem))]),
    ),
  );

/** Question 20: what was rejected, out of order, duplicated or waiting for a merge in the last day, by sender. */
export const problemsView = ({ ask }: Desk): View => {
  const faults = faultBox();
  const period = choice('Arrived', [
    ['hour', 'In the last hour'],
    ['day', 'In the last day'],
    ['week', 'In the last week'],
  ]);
  period.control.value = 'day';
  const since = el('p', { class: 'nhsuk-body-s' });
  const shown = el('div', {}, el('p', {}, 'Counting'));

  let turn = 0;

  const load = async (): Promise<void> => {
    const mine = (turn += 1);
    const now = (await ask(SERVER_TIME, {})).data?.feeds?.flatMap(({ rates }) => rates?.at(-1)?.to ?? [])[0];
    if (now !== undefined) serverSaid(now);
    const arrived = period.control.value;
    const from = ago(PERIODS[arrived] ?? DAY);
    const until = instantOf(serverMillis());
    const { data, faults: problems } = await ask(PROBLEMS_BY_SENDER, { received: { from } });
    // Another period was chosen meanwhile: its counts are not this one's.
    if (mine !== turn) return;
    faults.show(problems, { partial: data !== null, focus: false });
    fill(since, `From ${momentWords(from)} to ${momentWords(until)}`);
    fill(shown, data === null ? el('p', {}, 'Nothing was counted.') : table(data, arrived));
  };
  period.control.addEventListener('change', () => void load());
  void load();
  return {
    title: 'Problems by sender',
    element: el(
      'div',
      {},
      el('h1', { class: 'nhsuk-heading-l', tabindex: -1 }, 'Problems by sender'),
      faults.element,
      period.group,
      since,
      el(
        'button',
        {
          class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small',
          type: 'button',
          click: () => void load().then(() => say('Counted again')),
        },
        'Count again',
      ),
      shown,
      meanings(),
    ),
  };
};
