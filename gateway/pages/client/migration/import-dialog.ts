import { el, fill } from '../dom';
import { choice } from '../form-parts';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { Desk } from './desk';
import { openDialog } from './dialog';
import { importParts } from './import-effect';
import { button, SECONDARY } from './panel';
import type { ImportPreview } from './plan-answers';
import { IMPORT_PREVIEW, type RegisterFormat, type RegisterText } from './plan-queries';
import { counted } from './words';

const FORMATS = [
  ['YAML', 'YAML'],
  ['CSV', 'CSV'],
] as const;

const isFormat = (word: string): word is RegisterFormat => word === 'YAML' || word === 'CSV';

const NO_UTF8 =
  'The file is not text in UTF-8: letters such as é would be lost, and nothing of it was taken. In a spreadsheet save it as "CSV UTF-8", and choose it again.';
const UNREAD = 'The file could not be read: choose it again.';

/** A file's text, without the mark that a spreadsheet begins it with; null where it is not UTF-8. Throws where it is gone. */
const textOf = async (file: File): Promise<string | null> => {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** By the end of a file's name, in capitals too; null where that does not say. */
const formatOf = (name: string): RegisterFormat | null =>
  /\.csv$/i.test(name) ? 'CSV' : /\.ya?ml$/i.test(name) ? 'YAML' : null;

/** Brings a register in, from a file or as text: all of it or nothing, and nothing before its effect was shown. */
export const openImport = (desk: Desk): void => {
  const format = choice('Format', FORMATS);
  const file = el('input', { type: 'file', id: 'register-file', accept: '.yaml,.yml,.csv' });
  const text = el('textarea', { class: 'nhsuk-textarea', id: 'register-text', rows: 8, spellcheck: 'false' });
  const effect = el('div', { class: 'console-effect', role: 'group', 'aria-label': 'What it would do' });
  let turn = 0;
  /** What was shown of the text as it stands. */
  let shown: ImportPreview | null = null;

  const chosen = (): RegisterText | null => {
    const word = format.control.value;
    return isFormat(word) ? { format: word, text: text.value } : null;
  };
  /** The text is another: what was shown of the one before says nothing of it. */
  const forget = (): void => {
    turn += 1;
    shown = null;
    dialog.enable(false);
    fill(effect, el('p', {}, 'Nothing comes in before it was shown what it would do.'));
  };
  const preview = async (): Promise<void> => {
    forget();
    const mine = turn;
    const input = chosen();
    if (input === null) return;
    fill(effect, el('p', {}, 'Trying what it would do'));
    const { data, faults } = await desk.ask(IMPORT_PREVIEW, { input });
    if (mine !== turn) return;
    shown = data?.registerImportPreview ?? null;
    if (shown === null) {
      const words = ['What it would do could not be tried.', ...faults.map(({ message }) => message)];
      fill(effect, ...words.map((each) => el('p', {}, each)));
      return desk.say('The effect is not known');
    }
    fill(effect, ...importParts(shown));
    const ready = shown.refusals.length === 0 && shown.systems.length > 0;
    dialog.enable(ready);
    desk.say(shown.refusals.length === 0 ? 'The effect is shown' : 'It would be refused');
  };

  const dialog = openDialog(desk, {
    title: 'Import a register',
    words: 'It comes in as a whole or not at all. Each change is kept with your name and the reason.',
    fields: [
      format.group,
      el('div', { class: 'nhsuk-form-group' }, el('label', { class: 'nhsuk-label', for: file.id }, 'A file'), file),
      el('div', { class: 'nhsuk-form-group' }, el('label', { class: 'nhsuk-label', for: text.id }, 'Its text'), text),
      button('Show what it would do', SECONDARY, () => void preview()),
    ],
    effect,
    again: () => {
      if (text.value.trim() === '') forget();
      else void preview();
    },
    act: 'Import',
    warning: true,
    changes: false,
    run: async (reason) => {
      const input = chosen();
      if (input === null || shown === null) return null;
      const { payload, faults } = await perform(desk.ask, ACT.importRegister, { ...input, preview: shown.id, reason });
      // Refused, or nobody answered: the register may not be as it was shown any more.
      if (payload === null) forget();
      return { faults, done: payload && [`${counted(payload.systems?.length ?? 0, 'system')} added or changed.`] };
    },
  });
  for (const one of [format.control, text]) one.addEventListener('input', forget);
  const take = async (read: File): Promise<void> => {
    forget();
    const mine = turn;
    text.value = '';
    const told = await textOf(read).catch(() => undefined);
    if (mine !== turn) return;
    if (typeof told === 'string') {
      format.control.value = formatOf(read.name) ?? format.control.value;
      text.value = told;
      return preview();
    }
    // Nothing of it was taken.
    file.value = '';
    fill(effect, el('p', {}, told === null ? NO_UTF8 : UNREAD));
    desk.say('The file was not taken');
  };
  // A browser does not tell of the same file chosen again, though it was saved anew.
  file.addEventListener('click', () => (file.value = ''));
  file.addEventListener('change', () => {
    const [read] = file.files ?? [];
    if (read) void take(read);
  });
  forget();
};
