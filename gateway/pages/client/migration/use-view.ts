import { DAY } from '../../../../schema/time';
import { el, type Child } from '../dom';
import { textField } from '../form-parts';
import { cell, row, tableOf } from '../table';
import { ago, time } from '../times';
import type { FieldUse } from './plan-answers';
import { barTable } from './bars';
import type { Desk, View } from './desk';
import { heading, panel, section, wide } from './panel';
import { hrefTo, hrefToSystem, type Place } from './place';
import { USE } from './plan-queries';
import { counted } from './words';

const MOST = 1_000;
const DAYS = 30;

/** Reads of each client from each system, most first. */
const pairs = (uses: readonly FieldUse[]): readonly (readonly [client: string, system: string, reads: number])[] => {
  const sums = new Map<string, readonly [string, string, number]>();
  for (const { client, system, count } of uses) {
    const key = JSON.stringify([client, system]);
    sums.set(key, [client, system, (sums.get(key)?.[2] ?? 0) + count]);
  }
  return [...sums.values()].sort(([, , one], [, , other]) => other - one);
};

const chart = (uses: readonly FieldUse[], asked: Place['asked']): HTMLElement => {
  const systems = [...new Set(uses.map(({ system }) => system))];
  return barTable(
    'Field reads by client and system, most first; a line narrows to it',
    'Client and system',
    pairs(uses).map(([client, system, count]) => ({
      name: el('a', { href: hrefTo('use', { ...asked, client, system }) }, `${client}, of ${system}`),
      count,
      texture: systems.indexOf(system),
    })),
  );
};

const fieldTable = (uses: readonly FieldUse[]): HTMLElement =>
  tableOf(
    'Every client, operation, field and system, most first',
    ['Client', 'Operation', 'Field', 'Capability', 'System', 'Requests', 'Last'],
    [...uses]
      .sort((one, other) => other.count - one.count)
      .map(({ client, operation, field, capability, system, count, lastAt }) =>
        row(
          cell('Client', client),
          cell('Operation', operation),
          cell('Field', el('code', {}, field)),
          cell('Capability', capability),
          cell('System', el('a', { href: hrefToSystem(system) }, system)),
          cell('Requests', count.toLocaleString('en-GB')),
          cell('Last', time(lastAt)),
        ),
      ),
  );

const useForm = ({ go }: Desk, asked: Place['asked']): HTMLElement => {
  const fields = {
    system: textField('System', { hint: 'As system@ORGANISATION' }),
    capability: textField('Capability', { hint: 'Such as bed-state' }),
    client: textField('Client'),
    days: textField('Days back', { hint: `${DAYS} unless given`, inputmode: 'numeric' }),
  };
  const names = ['system', 'capability', 'client', 'days'] as const;
  for (const name of names) fields[name].control.value = asked[name] ?? '';
  return el(
    'form',
    {
      class: 'console-search',
      autocomplete: 'off',
      'aria-label': 'Whose reads',
      submit: (event) => {
        event.preventDefault();
        const chosen = Object.fromEntries(names.map((name) => [name, fields[name].control.value.trim()]));
        go({ view: 'use', id: '', asked: chosen });
      },
    },
    el('div', { class: 'console-fields' }, ...names.map((name) => fields[name].group)),
    el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Show'),
  );
};

/** Who still depends on what. */
export const useView = (desk: Desk, { asked }: Place): View => {
  const { system, capability, client } = asked;
  const days = Number(asked['days'] ?? DAYS);
  const shown = (uses: readonly FieldUse[]): readonly Child[] =>
    uses.length === 0
      ? [el('p', {}, 'No read of it was counted in this time.')]
      : [
          uses.length === MOST
            ? el('p', {}, `Only the first ${counted(MOST, 'entry', 'entries')} are counted here: narrow it.`)
            : null,
          chart(uses, asked),
          section('Field by field', wide('Field by field', fieldTable(uses))),
        ];
  return {
    title: 'Who depends on what',
    element: el(
      'div',
      {},
      heading('Who still depends on what'),
      el(
        'p',
        { class: 'migration-controls' },
        el(
          'a',
          { href: hrefTo('what-if', system === undefined ? {} : { system }) },
          'What would break if a system stopped, or a route moved',
        ),
      ),
      useForm(desk, asked),
      panel(desk, {
        document: USE,
        variables: {
          filter: {
            ...(system && { system }),
            ...(capability && { capability }),
            ...(client && { client }),
            window: { from: ago((days > 0 ? days : DAYS) * DAY) },
          },
          first: MOST,
        },
        what: 'Who read what',
        show: ({ fieldUse }) => fieldUse && shown(fieldUse),
      }),
    ),
  };
};
