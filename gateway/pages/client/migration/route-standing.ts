import { el, type Child } from '../dom';
import { time } from '../times';
import { openDecision } from './decision-dialog';
import type { Desk } from './desk';
import { freezePart } from './freeze-parts';
import { button, inset } from './panel';
import type { WaitingLoosening, WaitingMove, WholeRoute } from './route-answers';
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
        ...{ id, title: 'Decide on a waiting move', words: asked, subject: 'the route' },
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
        ...{ id, title: 'Decide on a weaker protection', words: asked, subject: 'the protection' },
        ...{ agree: 'the protection is weakened', agreed: 'the protection is weakened.' },
      }),
    ),
  );
};

/** What stands over a route now: what waits for a second person, and freezes that hold or are to come. */
export const standing = (desk: Desk, { waiting, loosening, freezes }: WholeRoute): (HTMLElement | null)[] => {
  // What ends a freeze stands with the freeze.
  const ends = freezes.some(({ ending }) => ending !== null && ending.id === loosening?.id);
  return [
    waiting && waitingMove(desk, waiting),
    loosening && !ends ? waitingLoosening(desk, loosening) : null,
    ...freezes.map((freeze) => freezePart(desk, freeze)),
  ];
};
