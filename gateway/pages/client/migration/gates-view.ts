import { el, hidden } from '../dom';
import type { GatedSystem } from './answers';
import type { Desk, View } from './desk';
import { GATES } from './estate-queries';
import { gateParts, verdictTag } from './gate-parts';
import { details, heading, panel } from './panel';
import { hrefToSystem } from './place';
import { counted } from './words';

/** Whether somebody could retire it today. */
const mayGo = ({ gate, lifecycle }: GatedSystem): boolean => gate?.open === true && lifecycle !== 'RETIRED';

/**
 * What may go today first, then those on their way out, those that stay and those that are off last; among these, the
 * fewest obstacles first.
 */
const ORDER = ['RETIRING', 'NOT_CONNECTED', 'UNKNOWN', 'PLANNED', 'LIVE', 'RETIRED'];
const order = (one: GatedSystem, other: GatedSystem): number => {
  const obstacles = ({ gate }: GatedSystem): number => gate?.obstacles.length ?? 1_000;
  return (
    Number(mayGo(other)) - Number(mayGo(one)) ||
    ORDER.indexOf(one.lifecycle) - ORDER.indexOf(other.lifecycle) ||
    obstacles(one) - obstacles(other) ||
    one.name.localeCompare(other.name)
  );
};

const colour = ({ gate, lifecycle }: GatedSystem): string => {
  if (lifecycle === 'RETIRED') return ' migration-gate--off';
  return gate?.open ? ' migration-gate--open' : '';
};

/** `4 obstacles, 1 of 2 conditions met, 1 signature`. */
const summary = ({ gate, conditions, signOffs }: GatedSystem): string => {
  const met = conditions.filter(({ metAt }) => metAt !== null).length;
  return [
    gate === null ? 'The gate could not be read' : counted(gate.obstacles.length, 'obstacle'),
    ...(conditions.length === 0 ? [] : [`${met} of ${counted(conditions.length, 'condition')} met`]),
    ...(signOffs.length === 0 ? [] : [counted(signOffs.length, 'signature')]),
  ].join(', ');
};

/** Some thirty systems fit a few screens while their lists are folded; what may go today is open already. */
const folded = (desk: Desk, system: GatedSystem): HTMLElement => {
  const fold = details([hidden(`${system.name}: `), summary(system)], ...gateParts(desk, system));
  fold.open = mayGo(system);
  return fold;
};

const card = (desk: Desk, system: GatedSystem): HTMLElement =>
  el(
    'li',
    { class: `console-card migration-gate${colour(system)}` },
    el(
      'h2',
      { class: 'nhsuk-heading-s' },
      el('a', { href: hrefToSystem(system.id) }, system.name),
      ' ',
      verdictTag(system),
    ),
    el('p', { class: 'migration-quiet' }, `${system.organisationName}, ${system.id}`),
    folded(desk, system),
  );

/** The gate's verdict per system, with what stands in the way. */
export const gatesView = (desk: Desk): View => ({
  title: 'Switching off',
  element: el(
    'div',
    {},
    heading('Switching off: what stands in the way'),
    panel(desk, {
      document: GATES,
      variables: {},
      what: 'The gates',
      show: ({ registeredSystems: systems }) => {
        if (systems === null) return null;
        const open = systems.filter(mayGo).length;
        return [
          el('p', {}, `${counted(systems.length, 'system')}; ${counted(open, 'system')} may be retired today.`),
          el('ul', { class: 'migration-gates' }, ...[...systems].sort(order).map((each) => card(desk, each))),
        ];
      },
    }),
  ),
});
