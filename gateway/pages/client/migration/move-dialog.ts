import { el, fill } from '../dom';
import { choice } from '../form-parts';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { RouteLine, WholeRoute } from './route-answers';
import type { Desk } from './desk';
import { openDialog } from './dialog';
import { moveEffect } from './move-effect';
import { inset } from './panel';
import { rampFields } from './ramp-fields';
import { MOVE_PREVIEW, type Move } from './route-queries';
import { spoken, STAGE_NAMES, stageMeaning, stageWords } from './words';

/** The stage that usually comes after. */
const next = (stage: string): string => {
  const at = STAGE_NAMES.indexOf(stage);
  return STAGE_NAMES[Math.min(at + 1, STAGE_NAMES.indexOf('LIVE'))] ?? 'SHADOW';
};

const standsAt = ({ stage, percent, sites }: RouteLine): string => JSON.stringify([stage, percent, [...sites].sort()]);

/** Moves a route: where to, what that would do, why. Nothing is moved before its effect was shown. */
export const openMove = (desk: Desk, route: WholeRoute): void => {
  const stage = choice(
    'Move it to',
    STAGE_NAMES.map((each) => [each, `${spoken(each)}: ${stageMeaning(each)}`] as const),
  );
  stage.control.value = next(route.stage);
  const ramp = rampFields(desk, route, () => void preview());
  const effect = el('div', { class: 'console-effect', role: 'group', 'aria-label': 'What it would do' });
  let turn = 0;

  const chosen = (): Move | null => {
    const to = stage.control.value;
    if (to !== 'RAMP') return { route: route.id, stage: to };
    const part = ramp.read();
    return part && { route: route.id, stage: to, ...part };
  };

  const preview = async (): Promise<void> => {
    const mine = (turn += 1);
    dialog.enable(false);
    ramp.element.hidden = stage.control.value !== 'RAMP';
    const move = chosen();
    if (move === null) return fill(effect, el('p', {}, ramp.missing));
    fill(effect, el('p', {}, 'Trying what it would do'));
    const { data, faults } = await desk.ask(MOVE_PREVIEW, { input: move });
    if (mine !== turn) return;
    const tried = data?.routeMovePreview ?? null;
    if (tried === null) {
      fill(
        effect,
        el('p', {}, 'What it would do could not be tried.'),
        ...faults.map(({ message }) => el('p', {}, message)),
      );
      desk.say('The effect is not known');
      return;
    }
    const now = tried.routes.find(({ id }) => id === route.id);
    if (now && standsAt(now) !== standsAt(route)) {
      dialog.outdated();
      const since = `The route was moved since this page was asked for: it stands at ${stageWords(now)}.`;
      fill(effect, inset(el('strong', {}, since), ' Cancel, and the page shows it as it is now.'));
      desk.say('The route was moved since');
      return;
    }
    fill(effect, ...moveEffect(tried));
    dialog.enable(tried.refusals.length === 0);
    desk.say(tried.refusals.length === 0 ? 'The effect is shown' : 'It would be refused');
  };

  const dialog = openDialog(desk, {
    title: `Move ${route.id}`,
    words: `It stands at: ${stageWords(route)}. Control ${route.control}, candidate ${route.candidate ?? 'none'}.`,
    fields: [stage.group, ramp.element],
    effect,
    again: () => void preview(),
    act: 'Move it',
    warning: true,
    run: async (reason) => {
      const move = chosen();
      if (move === null) return null;
      const { payload, faults } = await perform(desk.ask, ACT.move, { ...move, movedAt: route.movedAt, reason });
      const words = payload?.waiting
        ? 'It waits for a second person to agree.'
        : `Moved: ${(payload?.routes ?? []).map(({ id }) => id).join(', ')}.`;
      return { faults, done: payload && [words] };
    },
  });
  stage.control.addEventListener('change', () => void preview());
  void preview();
};
