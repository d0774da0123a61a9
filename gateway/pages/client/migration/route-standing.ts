import { el, type Child } from '../dom';
import { time } from '../times';
import { openDecision } from './decision-dialog';
import type { Desk } from './desk';
import { openThaw } from './freeze-dialog';
import { button, inset, SECONDARY } from './panel';
import type { Freeze, WaitingLoosening, WaitingMove, WholeRoute } from './route-answers';
import { stageWords } from './words';

const told = (title: string, ...words: Child[]): HTMLElement => el('p', {}, el('strong', {}, `${title} `), ...words);

const waitingMove = (desk: Desk, waiting: WaitingMove): HTMLElement => {
  const { id, by, at, reason, sites } = waiting;
  const where = sites.length > 0 ? ` (${sites.join(', ')})` : '';
  const asked = `${by} asked for ${stageWords(waiting)}${where}: ${reason}`;
  return inset(
    told('A move waits for a second person.', `${asked}, `, time(at), '.'),
    button('Decide on the move', '', () =>
      openDecision(desk, {
        ...{ id, title: 'Decide on a waiting move', words: asked },
        ...{ agree: 'it is moved', agreed: 'the route is moved.' },
      }),
    ),
  );
};

const waitingLoosening = (desk: Desk, { id, words, by, at, reason }: WaitingLoosening): HTMLElement => {
  const asked = `${by} asked that from now on: ${words}. ${reason}`;
  return inset(
    told('A weaker protection waits for a second person.', `${asked}, `, time(at), '.'),
    button('Decide on the protection', '', () =>
      openDecision(desk, {
        ...{ id, title: 'Decide on a weaker protection', words: asked },
        ...{ agree: 'the protection is weakened', agreed: 'the protection is weakened.' },
      }),
    ),
  );
};

const standingFreeze = (desk: Desk, { from, to, by, reason, route }: Freeze): HTMLElement =>
  inset(
    told('Changes are frozen', 'from ', time(from), ' to ', time(to), `, by ${by}: ${reason}`),
    button('End the freeze', SECONDARY, () => openThaw(desk, route)),
  );

/** What stands over a route now: what waits for a second person, and a freeze. */
export const standing = (desk: Desk, { waiting, loosening, freeze }: WholeRoute): (HTMLElement | null)[] => [
  waiting && waitingMove(desk, waiting),
  loosening && waitingLoosening(desk, loosening),
  freeze && standingFreeze(desk, freeze),
];
