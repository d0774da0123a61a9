import { el, type Child } from '../dom';
import { momentWords } from '../../../../schema/moment-words';
import { time } from '../times';
import type { GatedSystem } from './answers';
import type { Desk } from './desk';
import { openRetire, openSettle, openSignOff } from './gate-dialogs';
import { button, SECONDARY } from './panel';
import { hrefTo } from './place';
import { tag } from './tags';
import { waitingOverride } from './waiting-override';
import { counted, spoken } from './words';

/** Whether a system may go: a word, never a colour alone. */
export const verdictTag = ({ gate, lifecycle }: Pick<GatedSystem, 'gate' | 'lifecycle'>): HTMLElement => {
  if (lifecycle === 'RETIRED') return tag('Retired', 'grey');
  if (gate === null) return tag('Not known', 'white');
  return gate.open ? tag('May be retired', 'green') : tag('May not be retired', 'red');
};

/** The moments in a sentence as people write them. */
const told = (words: string): string => words.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, momentWords);

const obstacles = ({ gate }: GatedSystem): readonly Child[] => {
  if (gate === null || gate.obstacles.length === 0) return [];
  return [
    el('p', { class: 'migration-label' }, `${counted(gate.obstacles.length, 'obstacle')} in the way`),
    el(
      'ul',
      { class: 'nhsuk-list migration-obstacles' },
      ...gate.obstacles.map(({ kind, words }) => el('li', {}, tag(spoken(kind), 'white'), ` ${told(words)}`)),
    ),
  ];
};

const conditions = (desk: Desk, { conditions: all }: GatedSystem): readonly Child[] =>
  all.length === 0
    ? []
    : [
        el('p', { class: 'migration-label' }, 'Conditions'),
        el(
          'ul',
          { class: 'nhsuk-list' },
          ...all.map((condition) => {
            const { words, metAt, metBy } = condition;
            const change = button(
              metAt === null ? 'Mark as met' : 'Mark as not met',
              `${SECONDARY} migration-controls`,
              () => openSettle(desk, condition),
            );
            change.setAttribute('aria-label', `${metAt === null ? 'Mark as met' : 'Mark as not met'}: ${words}`);
            return el(
              'li',
              {},
              metAt === null ? tag('Not met', 'orange') : tag('Met', 'green'),
              ` ${words} `,
              metAt === null ? null : el('span', {}, `(${metBy ?? 'not said by whom'}, `, time(metAt), ') '),
              change,
            );
          }),
        ),
      ];

const signOffs = ({ signOffs: all }: GatedSystem): readonly Child[] =>
  all.length === 0
    ? []
    : [
        el('p', { class: 'migration-label' }, 'Signed'),
        el(
          'ul',
          { class: 'nhsuk-list' },
          ...all.map(({ by, role, at, words }) =>
            el('li', {}, el('strong', {}, by), `, ${spoken(role)}, `, time(at), `: ${words}`),
          ),
        ),
      ];

const named = (words: string, system: string, kind: string, click: () => void): HTMLButtonElement => {
  const made = button(words, `${kind} migration-controls`, click);
  made.setAttribute('aria-label', `${words}: ${system}`);
  return made;
};

/** Verdict, obstacles, conditions, signatures, and the switch itself. */
export const gateParts = (desk: Desk, system: GatedSystem): readonly Child[] => [
  ...waitingOverride(system.gate),
  ...obstacles(system),
  ...conditions(desk, system),
  ...signOffs(system),
  system.lifecycle === 'RETIRED'
    ? null
    : el(
        'div',
        { class: 'nhsuk-button-group nhsuk-button-group--small' },
        named('Sign off', system.name, SECONDARY, () => openSignOff(desk, system)),
        named('Retire', system.name, SECONDARY, () => openRetire(desk, system)),
        el(
          'a',
          { class: 'migration-controls', href: hrefTo('what-if', { system: system.id }) },
          `What if ${system.name} stopped`,
        ),
      ),
];
