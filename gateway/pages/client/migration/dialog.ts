import { el, fill, freshId, type Child } from '../dom';
import { faultBox } from '../fault-box';
import { reasonField } from '../form-parts';
import type { Fault } from '../graph';
import type { Desk } from './desk';
import { button, inset, SECONDARY } from './panel';

/** What became of what the dialog does. */
export interface Outcome {
  readonly faults: readonly Fault[];
  /** What to show once it is done; null where it was not. */
  readonly done: readonly Child[] | null;
}

export interface Opening {
  readonly title: string;
  /** What it means, before anything is asked. */
  readonly words: string;
  readonly fields?: readonly Child[];
  /** What stands between the fields and the reason: the effect. */
  readonly effect?: HTMLElement;
  readonly act: string;
  readonly warning?: boolean;
  /** Does it; null where a field is not as it must be, and says so itself. */
  readonly run: (reason: string) => Promise<Outcome | null>;
  /** Whether the place behind shows what is changed: once it was tried it is asked anew on closing. False for what changes nothing. */
  readonly changes?: boolean;
  /** Asks anew for the effect, of whoever is signed in now. */
  readonly again?: () => void;
}

export interface OpenDialog {
  /** Whether it may be done now. */
  enable(ready: boolean): void;
  /** The place behind is not as it is any more: it is asked anew on closing. */
  outdated(): void;
}

/** A dialog that does one thing with a reason. Nothing behind it may be reached, Escape leaves it, nothing of it is kept. */
export const openDialog = (desk: Desk, opening: Opening): OpenDialog => {
  const { title, words, fields = [], effect, act, warning, run, changes = true, again } = opening;
  const id = freshId('dialog');
  const faults = faultBox();
  const reason = reasonField('Why', 'At least ten characters. Kept with your name, the time and what was done.');
  const doing = button(act, warning ? 'nhsuk-button--warning' : '');
  let tried = false;
  let ready = true;
  let running = false;
  const mayBeDone = (): void => void (doing.disabled = running || !ready);
  const dialog = el('dialog', { class: 'console-dialog', 'aria-labelledby': id });
  dialog.addEventListener('close', () => {
    dialog.remove();
    // Also where it was refused, or nobody answered: what is behind may not be as it was any more.
    if (tried && changes) desk.refresh();
  });
  dialog.addEventListener('signed-in', () => {
    // What became of it was told to whoever was signed in before.
    if (!dialog.contains(reason.group)) return dialog.close();
    faults.show([], { partial: false, focus: false });
    again?.();
  });
  const go = async (why: string): Promise<void> => {
    running = true;
    mayBeDone();
    const outcome = await run(why);
    running = false;
    mayBeDone();
    tried ||= outcome !== null;
    // It was left before there was an answer: the place behind was not yet as it is now.
    if (!dialog.open) {
      if (tried && changes) desk.refresh();
      return desk.say(outcome?.done ? 'Done' : 'There is a problem');
    }
    faults.show(outcome?.faults ?? [], { partial: false, focus: true });
    if (!outcome?.done) return;
    const close = button('Close', '', () => dialog.close());
    fill(body, inset(...outcome.done), el('div', { class: 'nhsuk-button-group' }, close));
    close.focus();
    desk.say('Done');
  };
  const body = el(
    'form',
    {
      autocomplete: 'off',
      submit: (event) => {
        event.preventDefault();
        if (doing.disabled) return;
        const why = reason.read();
        if (why !== null) void go(why);
      },
    },
    faults.element,
    ...fields,
    effect ?? null,
    reason.group,
    el(
      'div',
      { class: 'nhsuk-button-group' },
      doing,
      button('Cancel', SECONDARY, () => dialog.close()),
    ),
  );
  dialog.append(el('h2', { class: 'nhsuk-heading-m', id }, title), el('p', {}, words), body);
  document.body.append(dialog);
  dialog.showModal();
  const first = body.querySelector<HTMLElement>('select, input, textarea');
  first?.focus();
  return {
    enable: (may) => {
      ready = may;
      mayBeDone();
    },
    outdated: () => {
      tried = true;
    },
  };
};
