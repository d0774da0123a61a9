import { el, fill, freshId } from './dom';

export interface Field<Control extends HTMLElement> {
  readonly group: HTMLElement;
  readonly control: Control;
}

const group = (label: string, control: HTMLElement, hint?: string): HTMLElement => {
  const id = freshId('field');
  control.id = id;
  if (hint !== undefined) control.setAttribute('aria-describedby', `${id}-hint`);
  return el(
    'div',
    { class: 'nhsuk-form-group' },
    el('label', { class: 'nhsuk-label', for: id }, label),
    hint === undefined ? null : el('div', { class: 'nhsuk-hint', id: `${id}-hint` }, hint),
    control,
  );
};

/** A labelled field. Browsers are told to remember nothing of it: it may hold a patient's number. */
export const textField = (
  label: string,
  { hint, type = 'text', inputmode }: { hint?: string; type?: string; inputmode?: string } = {},
): Field<HTMLInputElement> => {
  const control = el('input', { class: 'nhsuk-input', type, inputmode, autocomplete: 'off', spellcheck: 'false' });
  return { group: group(label, control, hint), control };
};

/** A labelled field of several lines. */
export const linesField = (
  label: string,
  { hint, rows = 3 }: { hint?: string; rows?: number } = {},
): Field<HTMLTextAreaElement> => {
  const control = el('textarea', { class: 'nhsuk-textarea', rows, autocomplete: 'off', spellcheck: 'false' });
  return { group: group(label, control, hint), control };
};

/** A labelled choice; each option is its value and its words. */
export const choice = (
  label: string,
  options: readonly (readonly [value: string, words: string])[],
): Field<HTMLSelectElement> => {
  const control = el(
    'select',
    { class: 'nhsuk-select' },
    ...options.map(([value, words]) => el('option', { value }, words)),
  );
  return { group: group(label, control), control };
};

const LEAST = 10;

export interface ReasonField {
  readonly group: HTMLElement;
  /** The reason; null, with the error shown and the field focused, when it is too short. */
  read(): string | null;
  focus(): void;
}

/** Why somebody does something: kept with who and when, so ten characters at least. */
export const reasonField = (label: string, hint: string): ReasonField => {
  const id = freshId('reason');
  const error = el('div');
  const control = el('textarea', {
    class: 'nhsuk-textarea',
    id,
    rows: 2,
    autocomplete: 'off',
    'aria-describedby': `${id}-hint`,
  });
  const whole = el(
    'div',
    { class: 'nhsuk-form-group' },
    el('label', { class: 'nhsuk-label', for: id }, label),
    el('div', { class: 'nhsuk-hint', id: `${id}-hint` }, hint),
    error,
    control,
  );
  return {
    group: whole,
    read: () => {
      const reason = control.value.trim();
      const short = reason.length < LEAST;
      whole.classList.toggle('nhsuk-form-group--error', short);
      control.classList.toggle('nhsuk-textarea--error', short);
      control.setAttribute('aria-describedby', short ? `${id}-hint ${id}-error` : `${id}-hint`);
      fill(
        error,
        short &&
          el(
            'span',
            { class: 'nhsuk-error-message', id: `${id}-error` },
            `Give a reason of at least ${LEAST} characters`,
          ),
      );
      if (short) control.focus();
      return short ? null : reason;
    },
    focus: () => control.focus(),
  };
};
