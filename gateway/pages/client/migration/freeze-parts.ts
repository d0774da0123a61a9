import { el } from '../dom';
import { serverMillis, time } from '../times';
import { openDecision } from './decision-dialog';
import type { Desk } from './desk';
import { openThaw } from './freeze-dialog';
import { button, inset, SECONDARY } from './panel';
import { hrefToRoute } from './place';
import type { Freeze, WaitingLoosening } from './route-answers';

const ended = (desk: Desk, { id, words, by, at, reason }: WaitingLoosening): readonly HTMLElement[] => {
  const asked = `${by} asked that from now on: ${words}. ${reason}`;
  return [
    el('p', {}, el('strong', {}, 'Its end waits for a second person. '), `${asked}, `, time(at), '.'),
    button('Decide on the end of the freeze', '', () =>
      openDecision(desk, {
        ...{ id, title: 'Decide on the end of a freeze', words: asked, subject: 'the freeze' },
        ...{ agree: 'the freeze is ended', agreed: 'the freeze is ended.' },
      }),
    ),
  ];
};

/** One freeze: whether it holds now, which routes, from when until when, by whom and why, and how it is ended. */
export const freezePart = (desk: Desk, freeze: Freeze): HTMLElement => {
  const { route, from, to, by, reason, ending } = freeze;
  const holds = Date.parse(from) <= serverMillis();
  const title = holds ? 'Changes are frozen' : 'A freeze is to come';
  const which = route === null ? 'every route' : el('a', { href: hrefToRoute(route) }, route);
  return inset(
    el(
      'p',
      {},
      el('strong', {}, `${title}: `),
      which,
      ', from ',
      time(from),
      ' to ',
      time(to),
      `, by ${by}: ${reason}`,
    ),
    ...(ending ? ended(desk, ending) : [button('End the freeze', SECONDARY, () => openThaw(desk, freeze))]),
  );
};
