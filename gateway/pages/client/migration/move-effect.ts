import { el } from '../dom';
import type { MovePreview } from './route-answers';
import { bullets, inset } from './panel';
import { counted } from './words';

const list = (title: string, words: readonly string[]): HTMLElement | null =>
  words.length === 0 ? null : el('div', {}, el('p', { class: 'migration-label' }, title), bullets(words));

/** What a move would do, the gravest first. */
export const moveEffect = (preview: MovePreview): (HTMLElement | null)[] => {
  const { refusals, routes, people, sites, readsPerDay, clients, lostFields, warnings } = preview;
  return [
    el('h3', { class: 'nhsuk-heading-s' }, 'What it would do'),
    refusals.length === 0 ? null : inset(el('strong', {}, 'It would be refused'), bullets(refusals)),
    list('Read this first', warnings),
    bullets([
      `${counted(routes.length, 'route')} would move${routes.length > 0 ? `: ${routes.map(({ id }) => id).join(', ')}` : ''}`,
      people === null
        ? `${counted(sites.length, 'site')} would be answered by another system${sites.length > 0 ? `: ${sites.join(', ')}` : ''}`
        : `${counted(people, 'person', 'people')} seen so far would be answered by another system`,
      `${counted(readsPerDay, 'read')} a day would go elsewhere`,
      clients.length === 0 ? 'No client would notice' : `Clients that would notice: ${clients.join(', ')}`,
    ]),
    list('Fields that whoever moves would miss', lostFields),
  ];
};
