import type { ActionKind } from './action-queries';
import { openAction } from './action-dialog';
import type { Told, WholeMessage } from './answers';
import { contentPart } from './content';
import type { Desk, View } from './desk';
import { faultBox } from '../fault-box';
import { el, fill, freshId, type Child } from '../dom';
import { correctionsPart, historyPart, relatedPart } from './history';
import { MESSAGE } from './message-queries';
import { renewed } from './message-renewal';
import { messageLink, nameOf, problemsOf, senderOf } from './message-table';
import { problemTag, stateTag, toldTag } from './tags';
import { time } from '../times';
import { counted, problemMeaning, spoken, stateMeaning, toldMeaning } from './words';

const line = (key: string, ...value: (Node | string)[]): HTMLElement =>
  el(
    'div',
    { class: 'nhsuk-summary-list__row' },
    el('dt', { class: 'nhsuk-summary-list__key' }, key),
    el('dd', { class: 'nhsuk-summary-list__value' }, ...value),
  );

const card = (title: string, ...content: (Node | string | null)[]): HTMLElement => {
  const id = freshId('card');
  const heading = el('h2', { class: 'nhsuk-heading-s', id }, title);
  return el('section', { class: 'console-card', 'aria-labelledby': id }, heading, ...content);
};

/** Held for nothing of its own: to release it would change nothing while the other is held. */
const isHeldBehind = ({ state, behind }: WholeMessage): boolean => state === 'HELD' && behind?.state === 'HELD';

const became = (message: WholeMessage): HTMLElement =>
  card(
    'What became of it',
    el('p', {}, stateTag(message.state), ` ${stateMeaning(message.state)}`),
    message.reason &&
      el(
        'p',
        { class: 'console-reason' },
        `${message.reason.at === '' ? '' : `${message.reason.at}: `}${message.reason.text} `,
        el('span', { class: 'nhsuk-u-secondary-text-colour' }, `(HL7 table 0357: ${message.reason.hl7})`),
      ),
    message.behind &&
      el(
        'p',
        {},
        ...['It waits behind ', messageLink(message.behind)],
        isHeldBehind(message) ? ': it goes on by itself once that one is released or dismissed.' : '.',
      ),
    message.waitingBehind > 0
      ? el(
          'p',
          {},
          `${counted(message.waitingBehind, 'messages')} ${message.waitingBehind === 1 ? 'waits' : 'wait'} behind it.`,
        )
      : null,
    ...problemsOf(message).map((problem) => el('p', {}, problemTag(problem), ` ${problemMeaning(problem)}`)),
    message.translatedAt === null
      ? null
      : el('p', { class: 'nhsuk-body-s' }, 'Translated ', time(message.translatedAt)),
  );

const toldLine = (told: Told | null, none: string): HTMLElement =>
  told === null
    ? el('p', {}, none)
    : el(
        'p',
        {},
        toldTag(told),
        ` ${toldMeaning(told.code)} `,
        told.text === null || told.text === '' ? '' : `"${told.text}" `,
        told.at === null ? 'Still to be sent.' : time(told.at),
      );

/** HL7 2.5.1 section 2.10.3: a batch is answered by one block, with an acknowledgement for each of its messages. */
const ENVELOPES = ['FHS', 'BHS'];
const NOTHING = 'Nothing: no acknowledgement was sent.';
const OF_EACH = 'What was said of each message of the batch stands with that message.';

const told = (message: WholeMessage): HTMLElement =>
  card(
    'What its sender was told',
    toldLine(message.told, ENVELOPES.includes(message.messageType) ? OF_EACH : NOTHING),
    message.applicationTold && el('p', { class: 'nhsuk-body-s' }, 'Afterwards, as it had asked for (MSH-16):'),
    message.applicationTold && toldLine(message.applicationTold, ''),
    message.applicationTold && message.applicationTold.refusedWith !== null
      ? el(
          'p',
          { class: 'console-reason' },
          `Its sender refused that (${message.applicationTold.refusedWith}): it may have been acted on by nobody, and is not sent again.`,
        )
      : null,
  );

const arrival = (message: WholeMessage): HTMLElement =>
  el(
    'dl',
    { class: 'nhsuk-summary-list console-summary' },
    line('Arrived', time(message.receivedAt)),
    line('Feed', `${message.feed}: ${message.systemName}, ${message.organisation}`),
    line('Sender', `${senderOf(message)}, from ${message.peer}`),
    line('Control id', message.controlId || 'not said'),
    line('Version', `${message.version || 'not said'}, processing id ${message.processingId || 'not said'}`),
    line('Size', `${message.size.toLocaleString('en-GB')} bytes, read as ${message.charset}`),
    line('Failed attempts', String(message.attempts)),
    line(
      'Same bytes again',
      message.repeats === 0 ? 'never' : `${message.repeats} times, last `,
      message.lastRepeatAt === null ? '' : time(message.lastRepeatAt),
    ),
    ...(message.notes.length > 0 ? [line('Tolerated', message.notes.join('; '))] : []),
  );

/** What makes sense for a message as it stands; the server has the last word in the preview. */
const actionsFor = (message: WholeMessage): readonly ActionKind[] => {
  if (message.prunedAt !== null) return [];
  if (message.state === 'HELD') return isHeldBehind(message) ? ['DISMISS', 'RESEND'] : ['RELEASE', 'DISMISS', 'RESEND'];
  if (message.state === 'RECEIVED') return ['HOLD', 'RESEND'];
  return message.state === 'TRANSLATED' ? ['REPLAY', 'RESEND'] : ['RESEND'];
};

const backLink = (desk: Desk): HTMLElement =>
  el(
    'a',
    { class: 'nhsuk-back-link', href: '#/', click: (event) => (event.preventDefault(), desk.back()) },
    'Back to the messages found',
  );

/** What stands above the content: what it is as it is now. */
const standing = (desk: Desk, message: WholeMessage, done: () => void): readonly Child[] => {
  const actions = actionsFor(message).map((action) =>
    el(
      'button',
      {
        class: `nhsuk-button nhsuk-button--small ${action === 'RELEASE' ? '' : 'nhsuk-button--secondary'}`,
        type: 'button',
        click: () => openAction(desk, { action, selection: { ids: [message.id] }, count: 1, done }),
      },
      spoken(action),
    ),
  );
  return [
    el('div', { class: 'nhsuk-button-group nhsuk-button-group--small' }, ...actions),
    el('div', { class: 'console-two' }, became(message), told(message)),
    arrival(message),
    relatedPart(message.related),
    correctionsPart(message),
    historyPart(message.history),
  ];
};

/**
 * One message: what it is, what became of it, what its sender was told, its history, its tree, its records. It is asked
 * for again while it is seen; nothing is renewed from under somebody who is in it.
 */
export const messageView = (desk: Desk, id: string): View => {
  const faults = faultBox();
  const heading = el('h1', { class: 'nhsuk-heading-l', tabindex: -1 }, `Message ${id}`);
  const whole = el('div', {}, el('p', {}, 'Asking for the message'));
  const below = el('div');
  const content = contentPart(desk, id, () => void load('once'));
  let shown = '';
  /** Raised with each sign-in. */
  let turn = 0;

  const show = (message: WholeMessage): void => {
    shown = JSON.stringify(message);
    fill(heading, nameOf(message));
    fill(whole, ...standing(desk, message, () => void again()));
    if (message.prunedAt !== null)
      return fill(
        below,
        el('p', {}, 'Its content was removed at the end of its retention, ', time(message.prunedAt), '.'),
      );
    if (!below.contains(content.element)) fill(below, content.element);
  };
  const load = async (why: 'opened' | 'once'): Promise<void> => {
    const mine = turn;
    const { data, faults: problems } = await desk.ask(MESSAGE, { id });
    if (mine !== turn) return;
    const message = data?.message ?? null;
    faults.show(problems, { partial: message !== null, focus: why === 'opened' });
    if (!message) return fill(whole, problems.length === 0 && el('p', {}, `There is no message ${id}.`));
    show(message);
    renewal.shownNow();
  };
  const again = async (): Promise<void> => {
    content.renew();
    await load('once');
    // The button that was pressed is gone with the state that it was for.
    heading.focus();
  };
  const renewal = renewed(desk, id, {
    isShown: (message) => JSON.stringify(message) === shown,
    take: (message) => {
      if (content.inUse() || whole.contains(document.activeElement) || document.querySelector('dialog[open]'))
        return false;
      show(message);
      content.renew();
      return true;
    },
    showNow: () => void again(),
  });
  void load('opened').then(renewal.start);
  return {
    title: `Message ${id}`,
    element: el('div', {}, backLink(desk), heading, renewal.element, faults.element, whole, below),
    leave: renewal.stop,
    signedIn: () => {
      turn += 1;
      fill(heading, `Message ${id}`);
      fill(whole, el('p', {}, 'Asking for the message'));
      content.signedIn();
      renewal.start();
      void load('once');
    },
  };
};
