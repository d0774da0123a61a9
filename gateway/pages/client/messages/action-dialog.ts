import { ACT, ACTION, DESTINATIONS, PREVIEW, type ActionKind } from './action-queries';
import { actionResult, PREVIEWED, previewParts } from './action-parts';
import type { ActionRecord, Filter } from './answers';
import type { Desk } from './desk';
import { faultBox } from '../fault-box';
import { mayBeDone } from '../may-be-done';
import { instantOf } from '../../../../schema/time';
import { say } from '../say';
import { serverMillis } from '../times';
import { el, fill, freshId } from '../dom';
import { choice, reasonField } from '../form-parts';
import { counted, spoken } from './words';

export interface ActionAsked {
  readonly action: ActionKind;
  readonly selection: { readonly ids: readonly string[] } | { readonly filter: Filter };
  /** How many are chosen; null where the search was not counted. */
  readonly count: number | null;
  /** Runs when the dialog closes after something was done, or once that was told where it was closed before. */
  readonly done: () => void;
}

const MEANINGS: Readonly<Record<ActionKind, string>> = {
  RELEASE: 'A held message is tried again, in its place.',
  HOLD: 'A message that waits is held back.',
  DISMISS: 'A held message is set aside for good; what waited behind it goes on.',
  REPLAY: 'A message is translated again, into the live read models.',
  RESEND: 'The bytes of a message are sent again to a destination of the settings.',
};

const FOLLOW_MS = 1_000;

const LOOK = 'Look under "What engineers did" before it is done again.';

/** What is tried of a choice by id: those that came first, as where a search chooses. */
const firstOf = (selection: ActionAsked['selection']): ActionAsked['selection'] => {
  if (!('ids' in selection)) return selection;
  const place = (id: string): number => Number(id.slice('m_'.length));
  return { ids: [...selection.ids].sort((one, other) => place(one) - place(other)).slice(0, PREVIEWED) };
};

const doneWords = ({ done, selected }: ActionRecord): string => `${done} of ${counted(selected, 'messages')} done`;

const button = (words: string, kind: string, click?: () => void): HTMLButtonElement =>
  el('button', { class: `nhsuk-button nhsuk-button--small ${kind}`, type: click ? 'button' : 'submit', click }, words);

/** What an action would do, then why it is done, then what became of it. Nothing is done before the effect was shown. */
export const openAction = ({ ask }: Desk, { action, selection, count, done }: ActionAsked): void => {
  const verb = spoken(action);
  const title = count === null ? `${verb} all messages found` : `${verb} ${counted(count, 'messages')}`;
  const heading = freshId('dialog');
  const faults = faultBox();
  const effect = el('div', { class: 'console-effect' });
  const reason = reasonField('Why', 'At least ten characters. Kept with your name, the time and what was done.');
  const destination = action === 'RESEND' ? choice('Send to', []) : null;
  const noDestination = el('div');
  destination?.group.append(noDestination);
  const act = button(title, action === 'DISMISS' ? 'nhsuk-button--warning' : '');
  const values = button('Show values in the effect', 'nhsuk-button--secondary', () => {
    const why = reason.read();
    if (why !== null) void preview(why);
  });
  let changed = false;
  /** Nothing can be sent where nobody says where to. */
  let nowhere = destination !== null;
  let known = false;
  let running = false;
  /** Raised with each time that the effect is tried: only what was asked for last is shown. */
  let turn = 0;
  const mayAct = (): void => void (act.disabled = running || !known || nowhere);
  // The dialog is a place of its own: nothing behind it may be reached, and Escape leaves it.
  const dialog = el('dialog', { class: 'console-dialog', 'aria-labelledby': heading });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (changed) done();
  });

  const preview = async (why: string | null): Promise<void> => {
    const mine = (turn += 1);
    known = false;
    mayAct();
    const { data, faults: problems } = await ask(PREVIEW, {
      input: { action, ...firstOf(selection), ...(why !== null && { reason: why }) },
    });
    if (mine !== turn) return;
    const tried = data?.messageActionPreview ?? null;
    faults.show(problems, { partial: tried !== null, focus: false });
    fill(effect, ...(tried ? previewParts(tried, why !== null, count) : ['What it would do could not be tried.']));
    known = tried !== null;
    mayAct();
    say(tried ? `The effect is shown: ${counted(tried.differences.length, 'differences')}` : 'The effect is not known');
  };

  const none = (words: string): void => fill(noDestination, el('p', {}, words));
  const offer = async (to: HTMLSelectElement): Promise<void> => {
    const names = (await ask(DESTINATIONS, {})).data?.resendDestinations ?? null;
    fill(noDestination);
    fill(to, ...(names ?? []).map((name) => el('option', { value: name }, name)));
    if (names === null) none('Where it may be sent could not be read: close this, and open it again.');
    else if (names.length === 0) none('The settings name no destination: nothing can be resent.');
    nowhere = names === null || names.length === 0;
    mayAct();
  };

  /** What it would do, to whoever is signed in now, and where it may be sent. */
  const begin = (): void => {
    fill(effect, 'Trying what it would do');
    if (destination && nowhere) void offer(destination.control);
    void preview(null);
  };
  dialog.addEventListener('signed-in', () => {
    if (body.contains(effect)) begin();
  });

  const go = async (why: string): Promise<void> => {
    running = true;
    mayAct();
    const { data, faults: problems } = await ask(ACT[action], {
      input: { ...selection, reason: why, ...(destination && { destination: destination.control.value }) },
    });
    const payload = data?.payload ?? null;
    const wrong = (payload?.userErrors ?? []).map(({ message }) => ({ code: 'BAD_USER_INPUT', message, ref: null }));
    const unsure = payload === null ? mayBeDone(problems, LOOK) : [];
    faults.show([...problems, ...wrong, ...unsure], { partial: false, focus: true });
    running = false;
    mayAct();
    changed ||= unsure.length > 0 || Boolean(payload?.action);
    // It was left before there was an answer: what is behind was not yet as it is now.
    if (!dialog.open) {
      if (changed) done();
      return say(payload?.action ? doneWords(payload.action) : 'There is a problem');
    }
    if (payload?.action) await showDone(payload.action);
  };

  const showDone = async (first: ActionRecord): Promise<void> => {
    const close = button('Close', '', () => dialog.close());
    const said = el('div');
    fill(body, said, el('div', { class: 'nhsuk-button-group' }, close));
    close.focus();
    let toldAt = instantOf(serverMillis());
    let unknown = false;
    for (let record = first; ;) {
      fill(said, ...actionResult(record, unknown ? toldAt : null));
      if (record.finishedAt !== null || !dialog.open) {
        say(doneWords(record));
        return;
      }
      await new Promise((resume) => window.setTimeout(resume, FOLLOW_MS));
      const now = (await ask(ACTION, { id: record.id })).data?.messageAction ?? null;
      // Once: whoever listens is not told each second anew.
      if (now === null && !unknown) say('How far it is is not known');
      unknown = now === null;
      if (now === null) continue;
      record = now;
      toldAt = instantOf(serverMillis());
    }
  };

  const body = el(
    'form',
    {
      submit: (event) => {
        event.preventDefault();
        const why = reason.read();
        if (why !== null) void go(why);
      },
    },
    faults.element,
    el('h3', { class: 'nhsuk-heading-s' }, 'What it would do'),
    effect,
    destination?.group,
    reason.group,
    el(
      'div',
      { class: 'nhsuk-button-group' },
      act,
      values,
      button('Cancel', 'nhsuk-button--secondary', () => dialog.close()),
    ),
  );
  dialog.append(el('h2', { class: 'nhsuk-heading-m', id: heading }, title), el('p', {}, MEANINGS[action]), body);
  document.body.append(dialog);
  dialog.showModal();
  reason.focus();
  begin();
};
