import type { MessageContent } from './answers';
import { becameList } from './became';
import type { Desk } from './desk';
import { faultBox } from '../fault-box';
import { say } from '../say';
import { el, fill } from '../dom';
import { reasonField } from '../form-parts';
import { CONTENT } from './message-queries';
import { tree } from './tree';

const KEPT = 'At least ten characters. Opening is recorded, with your name, this reason and whom the message names.';

const STAYS_MASKED = 'Its values stay masked, whatever the reason: somebody whom it names is restricted.';

const staysMasked = (): HTMLElement => el('p', { class: 'nhsuk-inset-text' }, STAYS_MASKED);

/** HL7 ends a segment with a carriage return, which a page shows as nothing. */
const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

export interface ContentPart {
  readonly element: HTMLElement;
  /** Asks again what it became, unless it is open: to read on needs no second reason. */
  renew(): void;
  /** Somebody signed in, perhaps another: what was opened goes. A reason that is begun stays. */
  signedIn(): void;
  /** Whether renewing would take something from under somebody: unfolded, typed, or where the focus is. */
  inUse(): boolean;
}

/** The message beside its tree, and what it became. Masked until somebody says why it must be seen. */
export const contentPart = (desk: Desk, id: string, opened: () => void): ContentPart => {
  let masked = true;
  let touched = false;
  /** Raised with each sign-in: what was asked before it is not for these eyes. */
  let turn = 0;
  const faults = faultBox();
  const heading = el('h2', { class: 'nhsuk-heading-m', id: 'content-heading', tabindex: -1 }, 'Content');
  const shown = el('div', {}, el('p', {}, 'Asking for its content'));
  const reason = reasonField('Why must its values be seen?', KEPT);
  const open = el(
    'form',
    {
      class: 'console-open',
      submit: (event) => {
        event.preventDefault();
        const why = reason.read();
        if (why !== null) void load(why);
      },
    },
    el('p', {}, "Patients' values are masked."),
    reason.group,
    el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Open with this reason'),
  );

  const load = async (why: string | null): Promise<void> => {
    const mine = turn;
    const { data, faults: problems } = await desk.ask(CONTENT, { id, reason: why });
    if (mine !== turn) return;
    const content = data?.message?.content ?? null;
    faults.show(problems, { partial: content !== null, focus: why !== null });
    if (!content) return why === null ? fill(shown, el('p', {}, 'Its content could not be read.')) : undefined;
    masked = content.masked;
    fill(shown, ...parts(content, !masked ? null : why === null ? open : staysMasked()));
    if (why === null) return;
    open.reset();
    say(masked ? STAYS_MASKED : 'The content is open');
    heading.focus();
    opened();
  };
  void load(null);
  const element = el('section', { 'aria-labelledby': 'content-heading' }, heading, faults.element, shown);
  for (const event of ['click', 'input']) element.addEventListener(event, () => (touched = true));
  return {
    element,
    inUse: () => masked && (touched || element.contains(document.activeElement)),
    signedIn: () => {
      turn += 1;
      masked = true;
      fill(shown, el('p', {}, 'Asking for its content'));
      void load(null);
    },
    renew: () => {
      touched = false;
      if (masked) void load(null);
    },
  };
};

const parts = (content: MessageContent, open: HTMLElement | null): HTMLElement[] => [
  el(
    'div',
    { class: 'console-two console-two--tree' },
    el(
      'section',
      {},
      el('h3', { class: 'nhsuk-heading-s' }, 'As received'),
      content.text === null
        ? (open ?? el('p', {}, 'Its text is not shown.'))
        : el(
            'pre',
            { class: 'console-raw', tabindex: 0, role: 'region', 'aria-label': 'As received' },
            lines(content.text),
          ),
    ),
    el('section', {}, el('h3', { class: 'nhsuk-heading-s' }, 'As read'), tree(content.segments)),
  ),
  el('h3', { class: 'nhsuk-heading-m' }, 'What it became in the graph'),
  becameList(content.became),
];
