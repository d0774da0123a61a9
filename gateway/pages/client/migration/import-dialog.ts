import { el } from '../dom';
import { choice } from '../form-parts';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Desk } from './desk';
import { openDialog } from './dialog';
import type { RegisterFormat } from './plan-queries';
import { counted } from './words';

const FORMATS = [
  ['YAML', 'YAML'],
  ['CSV', 'CSV'],
] as const;

const isFormat = (word: string): word is RegisterFormat => word === 'YAML' || word === 'CSV';

/** Brings a register in, from a file or as text: all of it or nothing. */
export const openImport = (desk: Desk): void => {
  const format = choice('Format', FORMATS);
  const file = el('input', { type: 'file', id: 'register-file', accept: '.yaml,.yml,.csv' });
  const text = el('textarea', { class: 'nhsuk-textarea', id: 'register-text', rows: 8, spellcheck: 'false' });
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    format.control.value = chosen.name.endsWith('.csv') ? 'CSV' : 'YAML';
    void chosen.text().then((read) => {
      text.value = read;
    });
  });
  openDialog(desk, {
    title: 'Import a register',
    words: 'It comes in as a whole or not at all. Each change is kept with your name and the reason.',
    fields: [
      format.group,
      el('div', { class: 'nhsuk-form-group' }, el('label', { class: 'nhsuk-label', for: file.id }, 'A file'), file),
      el('div', { class: 'nhsuk-form-group' }, el('label', { class: 'nhsuk-label', for: text.id }, 'Its text'), text),
    ],
    act: 'Import',
    warning: true,
    changes: false,
    run: async (reason) => {
      const chosen = format.control.value;
      if (!isFormat(chosen)) return null;
      const { payload, faults } = await perform(desk.ask, ACT.importRegister, {
        format: chosen,
        text: text.value,
        reason,
      });
      return { faults, done: payload && [`${counted(payload.systems?.length ?? 0, 'system')} added or changed.`] };
    },
  });
};
