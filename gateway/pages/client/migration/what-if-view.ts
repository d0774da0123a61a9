import { el, type Child } from '../dom';
import { choice } from '../form-parts';
import { cell, row, tableOf } from '../table';
import { serverMillis, span, time } from '../times';
import type { WhatIf } from './plan-answers';
import type { Desk, View } from './desk';
import { bullets, heading, inset, panel, section } from './panel';
import { hrefTo, type Place } from './place';
import { NAMES, WHAT_IF } from './plan-queries';
import { counted, partialWords, spoken, STAGE_NAMES } from './words';

const named = (title: string, words: readonly string[], none: string): HTMLElement =>
  section(title, words.length === 0 ? el('p', {}, none) : bullets(words));

/** `Bed: bay, code`: fields of one type stand in one line. */
const byType = (fields: readonly string[]): readonly string[] => {
  const types = new Map<string, string[]>();
  for (const field of fields) {
    const [type = '', name = ''] = field.split('.');
    types.set(type, [...(types.get(type) ?? []), name]);
  }
  return [...types].map(([type, names]) => `${type}: ${names.join(', ')}`);
};

/** In one sentence. What is not known is never told as nothing. */
const verdict = ({ readers, unanswered, lostFields, unknown, feeds, dependants }: WhatIf): string => {
  const known = readers.length + unanswered.length + lostFields.length + feeds.length + dependants.length;
  if (known + unknown.length === 0) return 'Nothing would break.';
  if (known === 0) return 'Whether anything would break is not known.';
  // Nobody seen is not nobody, where not all can be seen.
  const clients =
    unknown.length === 0
      ? `${counted(readers.length, 'client')} would notice`
      : readers.length === 0
        ? 'Who would notice is not known'
        : `At least ${counted(readers.length, 'client')} may notice`;
  const nobody = `${counted(unanswered.length, 'capability', 'capabilities')} would be answered by nobody`;
  const empty = `${unknown.length === 0 ? '' : 'at least '}${counted(lostFields.length, 'field')} would be empty`;
  return `${clients}, ${nobody}, ${empty}.`;
};

const effect = (whatIf: WhatIf): readonly Child[] => {
  const { readers, readsCountedFrom, unanswered, lostFields, unknown, feeds, dependants, queries } = whatIf;
  return [
    inset(el('strong', {}, verdict(whatIf))),
    unknown.length === 0
      ? null
      : section(
          'What cannot be told',
          bullets(unknown),
          el('p', {}, 'Whoever reads there may notice: those who would are counted as if all of them did.'),
        ),
    section(
      'Who would notice',
      readers.length === 0
        ? el('p', {}, unknown.length === 0 ? 'Nobody reads it.' : 'Nobody was seen to read it, as far as can be told.')
        : tableOf(
            `Most reads first${readsCountedFrom === null ? '' : `; reads a day since ${partialWords(readsCountedFrom)}`}`,
            ['Client', 'Reads a day', 'Comes', 'Last', 'Operations', 'Fields'],
            readers.map(({ client, operations, fields, readsPerDay, lastAt, rhythm }) =>
              row(
                cell('Client', el('strong', {}, client)),
                cell('Reads a day', readsPerDay),
                cell('Comes', rhythm),
                cell('Last', time(lastAt)),
                cell('Operations', operations.join(', ')),
                cell('Fields', byType(fields).join('; ')),
              ),
            ),
          ),
    ),
    named('Answered by nobody', unanswered, 'Every capability would still be answered.'),
    named('Fields that nobody would fill', byType(lostFields), 'None.'),
    section(
      'Feeds that would fall silent',
      feeds.length === 0
        ? el('p', {}, 'None.')
        : tableOf(
            'Over the last 30 days, or since their first message',
            ['Feed', 'Counted over', 'Messages a day', 'Of them refused', 'Of them held', 'Last'],
            feeds.map(({ feed, countedFrom, messagesPerDay, refusedPerDay, heldPerDay, lastAt }) =>
              row(
                cell('Feed', feed),
                cell(
                  'Counted over',
                  `${span((serverMillis() - Date.parse(countedFrom)) / 1_000)}, since `,
                  time(countedFrom),
                ),
                cell('Messages a day', messagesPerDay),
                cell('Of them refused', refusedPerDay),
                cell('Of them held', heldPerDay),
                cell('Last', lastAt === null ? 'none came' : time(lastAt)),
              ),
            ),
          ),
    ),
    named('What rests on it outside the graph', dependants, 'Nothing is registered.'),
    named('Kept queries that would be answered in part', queries, 'None.'),
  ];
};

const whatIfForm = (desk: Desk, asked: Place['asked']): HTMLElement => {
  const what = choice('What', [['', 'Choose']]);
  const stage = choice(
    'A route moves to',
    STAGE_NAMES.map((each) => [each, spoken(each)] as const),
  );
  stage.control.value = asked['stage'] ?? 'LIVE';
  const stageMatters = (): void => {
    stage.group.hidden = !what.control.value.startsWith('route:');
  };
  const offer = async (): Promise<void> => {
    const { data } = await desk.ask(NAMES, {});
    if (!data?.registeredSystems || !data.migrationRoutes)
      what.group.append(el('p', {}, 'Not every system and route could be read to choose from.'));
    const systems = (data?.registeredSystems ?? []).map(({ id, name }) =>
      el('option', { value: `system:${id}` }, `${name} (${id})`),
    );
    const routes = (data?.migrationRoutes ?? []).map(({ id }) => el('option', { value: `route:${id}` }, id));
    what.control.append(
      el('optgroup', { label: 'A system stops' }, ...systems),
      el('optgroup', { label: 'A route moves' }, ...routes),
    );
    if (asked['system']) what.control.value = `system:${asked['system']}`;
    if (asked['route']) what.control.value = `route:${asked['route']}`;
    stageMatters();
  };
  what.control.addEventListener('change', stageMatters);
  stageMatters();
  void offer();
  return el(
    'form',
    {
      class: 'console-search',
      'aria-label': 'What if',
      submit: (event) => {
        event.preventDefault();
        const [kind = '', ...rest] = what.control.value.split(':');
        const id = rest.join(':');
        if (id === '') return what.control.focus();
        const chosen = kind === 'system' ? { system: id } : { route: id, stage: stage.control.value };
        desk.go({ view: 'what-if', id: '', asked: chosen });
      },
    },
    el('div', { class: 'console-fields' }, what.group, stage.group),
    el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Show what would break'),
  );
};

/** What would break if a system stopped, or a route moved, today. Without effect. */
export const whatIfView = (desk: Desk, { asked }: Place): View => {
  const { system, route, stage = 'LIVE' } = asked;
  const input = system ? { system } : route ? { route, stage } : null;
  const title = system
    ? `If ${system} stopped today`
    : route
      ? `If ${route} moved to ${spoken(stage)} today`
      : 'What if';
  return {
    title,
    element: el(
      'div',
      {},
      el('a', { class: 'nhsuk-back-link', href: hrefTo('use') }, 'Who depends on what'),
      heading(title),
      whatIfForm(desk, asked),
      input &&
        panel(desk, {
          document: WHAT_IF,
          variables: { input },
          what: 'What would break',
          show: ({ whatIf }) => whatIf && effect(whatIf),
        }),
    ),
  };
};
