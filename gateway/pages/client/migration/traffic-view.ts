import { DAY } from '../../../../schema/time';
import { el } from '../dom';
import { choice } from '../form-parts';
import { ago, time } from '../times';
import { bandsOf } from './areas';
import type { Desk, View } from './desk';
import { details, heading, panel, wide } from './panel';
import type { Place } from './place';
import { NAMES, TRAFFIC } from './plan-queries';
import { trafficChart, trafficRows } from './traffic-chart';

const PERIODS = [
  ['1', 'The last day'],
  ['7', 'The last 7 days'],
  ['30', 'The last 30 days'],
  ['90', 'The last 90 days'],
] as const;
const SLICES = 30;
const USUAL = '30';

/** The period and the organisation; choosing either shows it. */
const trafficForm = (desk: Desk, asked: Place['asked']): HTMLElement => {
  const days = choice('Period', PERIODS);
  const organisation = choice('Organisation', [['', 'All']]);
  days.control.value = asked['days'] ?? USUAL;
  const offer = async (): Promise<void> => {
    const { data } = await desk.ask(NAMES, {});
    if (!data?.registeredSystems)
      organisation.group.append(el('p', {}, 'Which organisations there are could not be read.'));
    const names = new Map(
      data?.registeredSystems?.map(({ id, organisationName }) => [id.split('@')[1] ?? '', organisationName]),
    );
    organisation.control.append(...[...names].map(([code, name]) => el('option', { value: code }, name)));
    organisation.control.value = asked['organisation'] ?? '';
  };
  void offer();
  return el(
    'form',
    {
      class: 'console-search',
      'aria-label': 'Which traffic',
      submit: (event) => {
        event.preventDefault();
        const chosen = { days: days.control.value, organisation: organisation.control.value };
        desk.go({ view: 'traffic', id: '', asked: chosen });
      },
    },
    el('div', { class: 'console-fields' }, days.group, organisation.group),
    el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Show'),
  );
};

/** A slice without reads says nothing of why: counting may have begun later. */
const notCounted = (first: string | undefined): HTMLElement | null =>
  first === undefined
    ? null
    : el(
        'p',
        {},
        'In this time no read was counted before ',
        time(first),
        ': there was none, or counting had not begun.',
      );

/** Traffic by system over time, as it drains from old to new. */
export const trafficView = (desk: Desk, { asked }: Place): View => {
  const days = Number(asked['days'] ?? USUAL);
  return {
    title: 'Traffic by system',
    element: el(
      'div',
      {},
      heading('Traffic by system'),
      trafficForm(desk, asked),
      panel(desk, {
        document: TRAFFIC,
        variables: {
          window: { from: ago((days > 0 && days <= 366 ? days : 30) * DAY) },
          slices: SLICES,
          organisation: asked['organisation'] ?? null,
        },
        what: 'The traffic',
        show: ({ systemTraffic: slices }) => {
          if (slices === null) return null;
          const bands = bandsOf(slices);
          if (bands.length === 0) return [el('p', {}, 'No read was counted in this time.')];
          const first = slices.findIndex(({ systems }) => systems.length > 0);
          return [
            first > 0 && notCounted(slices[first]?.from),
            wide('Traffic by system', trafficChart(slices, bands)),
            details('The chart as a table', wide('Traffic in numbers', trafficRows(slices, bands))),
          ];
        },
      }),
    ),
  };
};
