import { el, type Child } from '../dom';
import { fieldWords } from './change-words';
import { bullets, details, inset } from './panel';
import type { ImportEffect, ImportPreview } from './plan-answers';
import { counted } from './words';

const said = (words: readonly string[]): string => (words.length === 0 ? 'nothing' : words.join('; '));

/** Of two lists, only what comes and what goes; where the order alone is another, both whole. */
const fieldLine = ({ field, before, after }: ImportEffect['fields'][number]): string => {
  const gone = before.filter((each) => !after.includes(each));
  const come = after.filter((each) => !before.includes(each));
  const ordered = gone.length === 0 && come.length === 0;
  const [was, is] = ordered ? [before, after] : [gone, come];
  return `${fieldWords(field)}: ${said(was)} → ${said(is)}`;
};

const systemPart = ({ system, name, fields }: ImportEffect): HTMLElement =>
  el('div', {}, el('p', { class: 'migration-label' }, `${name} (${system})`), bullets(fields.map(fieldLine)));

const group = (title: string, systems: readonly ImportEffect[]): HTMLDetailsElement | null =>
  systems.length === 0 ? null : details(`${title}: ${counted(systems.length, 'system')}`, ...systems.map(systemPart));

/** What an import would do, the gravest first. */
export const importParts = ({ refusals, systems, unchanged, unnamed, warnings }: ImportPreview): readonly Child[] => {
  const [added, changed] = [systems.filter((one) => one.added), systems.filter((one) => !one.added)];
  const groups = [group('Added', added), group('Changed', changed)];
  for (const one of groups) if (one && systems.length <= 10) one.open = true;
  return [
    el('h3', { class: 'nhsuk-heading-s' }, 'What it would do'),
    refusals.length === 0 ? null : inset(el('strong', {}, 'It would be refused'), bullets(refusals)),
    warnings.length === 0
      ? null
      : el('div', {}, el('p', { class: 'migration-label' }, 'This would go for good'), bullets(warnings)),
    bullets([
      `${counted(added.length, 'system')} would be added, ${counted(changed.length, 'system')} changed, none removed`,
      `${counted(unchanged, 'system')} of the text ${unchanged === 1 ? 'stands' : 'stand'} so already`,
      `${counted(unnamed, 'system')} that the text does not name ${unnamed === 1 ? 'stays as it is' : 'stay as they are'}`,
    ]),
    ...groups,
  ];
};
