import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import { foldedForm } from './folded-form';
import type { Carer, Directive, EndInput } from './standing-queries';

export const KINDS: readonly (readonly [kind: string, words: string])[] = [
  ['SEALED', 'A part is sealed'],
  ['SEALED_AND_LOCKED', 'A part is sealed and locked'],
  ['DISSENT', 'Nothing is shared between organisations'],
  ['VERY_RESTRICTED', 'The whole record is very restricted'],
];

const kindWords = (kind: string): string => KINDS.find(([one]) => one === kind)?.[1] ?? kind;

const partWords = ({ part }: Directive): string | null => {
  if (part === null) return null;
  const where = [part.capability, part.organisation, part.system].filter((one) => one !== null).join(', ');
  return part.single ? `one record: ${where}` : where;
};

type Dated = Pick<Directive, 'from' | 'until' | 'endedAt' | 'endedBy' | 'endedReason'>;

const term = ({ from, until }: Dated): readonly Child[] => [
  time(from),
  el('br'),
  ...(until === null ? ['until it is ended'] : ['until ', time(until)]),
];

/** Who ended it and why; or the form to end it. */
const end = (
  named: string,
  one: Dated & { readonly id: string },
  ended: (input: EndInput) => void,
): readonly Child[] =>
  one.endedAt === null
    ? [foldedForm(`End: ${named}`, [], 'End it', (reason) => ended({ id: one.id, reason }))]
    : [time(one.endedAt), `, ${one.endedBy ?? 'not said by whom'}: ${one.endedReason ?? 'no reason kept'}`];

/** What narrows who may read of the person, newest first, what has ended too. */
export const directiveTable = (all: readonly Directive[], ended: (input: EndInput) => void): HTMLElement =>
  all.length === 0
    ? el('p', {}, 'Nothing that narrows who may read this record was put down here.')
    : tableOf(
        'What narrows who may read, newest first',
        ['What', 'When', 'Put down by', 'Ended'],
        all.map((one) => {
          const part = partWords(one);
          const named = `${kindWords(one.kind)}${part === null ? '' : ` (${part})`}`;
          return row(
            cell('What', el('strong', {}, kindWords(one.kind)), part && el('br'), part),
            cell('When', ...term(one)),
            cell('Put down by', `${one.by}, ${one.role}: ${one.reason}`),
            cell('Ended', ...end(named, one, ended)),
          );
        }),
      );

/** Who may read of the person as their carer, newest first, what has ended too. */
export const carerTable = (all: readonly Carer[], ended: (input: EndInput) => void): HTMLElement =>
  all.length === 0
    ? el('p', {}, 'No carer was let in here.')
    : tableOf(
        'Carers who may read, newest first',
        ['Carer', 'What', 'When', 'Put down by', 'Ended'],
        all.map((one) =>
          row(
            cell('Carer', el('strong', {}, one.carerName), el('br'), one.carerNhsNumber),
            cell('What', one.capabilities?.join(', ') ?? 'all that carers read'),
            cell('When', ...term(one)),
            cell('Put down by', `${one.by}: ${one.reason}`),
            cell('Ended', ...end(one.carerName, one, ended)),
          ),
        ),
      );
