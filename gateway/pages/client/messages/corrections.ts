import type { MessageRow, Related, WholeMessage } from './answers';
import type { Desk } from './desk';
import { el, fill } from './dom';
import { RELATED } from './message-queries';
import { cell, messageCells, MESSAGE_HEADERS, row, tableOf } from './message-table';

/** A result is corrected a few times; a chain longer than this is shown as far as it was followed. */
const MOST = 25;

const CORRECTIONS = new Set(['CORRECTS', 'CORRECTED_BY']);
const corrections = (related: readonly Related[] | null | undefined): MessageRow[] =>
  (related ?? []).filter(({ relation }) => CORRECTIONS.has(relation)).map(({ message }) => message);

/** All tellings of the same thing, before this message and after it, followed from one to the next. */
const chainOf = async ({ ask }: Desk, start: WholeMessage): Promise<MessageRow[]> => {
  const known = new Map<string, MessageRow>([[start.id, start]]);
  const open = corrections(start.related);
  for (let next = open.shift(); next && known.size < MOST; next = open.shift()) {
    if (known.has(next.id)) continue;
    known.set(next.id, next);
    const { data } = await ask(RELATED, { id: next.id });
    open.push(...corrections(data?.message?.related));
  }
  return [...known.values()].sort((one, other) => one.receivedAt.localeCompare(other.receivedAt));
};

/** Question 19's "every later correction": nothing where a message corrects nothing and was never corrected. */
export const correctionsPart = (desk: Desk, message: WholeMessage): HTMLElement | null => {
  if (corrections(message.related).length === 0) return null;
  const table = el('div', {}, el('p', {}, 'Following the corrections'));
  void chainOf(desk, message).then((chain) =>
    fill(
      table,
      tableOf(
        'Oldest first; the last one stands',
        ['Telling', ...MESSAGE_HEADERS],
        chain.map((each, index) =>
          row(
            cell('Telling', each.id === message.id ? el('strong', {}, `${index + 1}, this one`) : `${index + 1}`),
            ...messageCells(each),
          ),
        ),
      ),
    ),
  );
  return el('section', {}, el('h2', { class: 'nhsuk-heading-m' }, 'Every telling of it'), table);
};
