import { el, fill } from '../dom';
import type { AskGraph, Fault } from '../graph';
import { mayBeDone } from '../may-be-done';
import { say } from '../say';
import { REVIEW, REVIEWS, type Opened, type ReviewInput } from './review-queries';
import { reviewTable } from './review-table';

export interface Reviews {
  readonly element: HTMLElement;
  /** Another signed in: what the one before was shown goes. */
  forget(): void;
}

/** A page of them is not all of them. */
const waitingWords = (count: number, hasOlder: boolean): string => {
  if (hasOlder) return `There are more than the ${count} shown that wait for their review`;
  return count === 1 ? '1 record waits for its review' : `${count} records wait for their review`;
};

const SMALL = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';

/** The list of records that were opened without a relationship, and their review. */
export const reviews = (
  ask: AskGraph,
  fault: (faults: readonly Fault[], about: { readonly partial: boolean; readonly focus: boolean }) => void,
): Reviews => {
  const list = el('div');
  let shown: readonly Opened[] = [];
  /** Raised with each asking, and with each sign-in: an answer to another is nobody's any more. */
  let turn = 0;

  const review = async (input: ReviewInput): Promise<void> => {
    const { data, faults } = await ask(REVIEW, { input });
    const wrong = (data?.reviewBreakGlass?.userErrors ?? []).map(({ message }) => ({
      ...{ code: 'BAD_USER_INPUT', message, ref: null },
    }));
    const unsure = data?.reviewBreakGlass
      ? []
      : mayBeDone(faults, 'Show what waits for review again: what is not there was reviewed.');
    const all = [...faults, ...wrong, ...unsure];
    if (all.length > 0 || !data?.reviewBreakGlass) return fault(all, { partial: false, focus: true });
    await load(null);
    say('The review is on record');
    heading.focus();
  };

  const load = async (after: string | null): Promise<void> => {
    const mine = (turn += 1);
    const { data, faults } = await ask(REVIEWS, { state: 'WAITING', after });
    if (mine !== turn) return;
    const page = data?.breakGlassReviews ?? null;
    fault(faults, { partial: page !== null, focus: page === null });
    // Older ones that could not be read leave those that were, and the button to ask for them again.
    if (page === null && after !== null) return;
    if (page === null) return fill(list);
    shown = after === null ? page.nodes : [...shown, ...page.nodes];
    const { hasNextPage, endCursor } = page.pageInfo;
    const words = waitingWords(shown.length, hasNextPage);
    fill(
      list,
      el('p', {}, words),
      shown.length > 0 && reviewTable(shown, (input) => void review(input)),
      hasNextPage &&
        el('button', { class: SMALL, type: 'button', click: () => void load(endCursor) }, 'Show older records'),
    );
    say(words);
  };

  const heading = el('h2', { class: 'nhsuk-heading-m', tabindex: -1, id: 'reviews-heading' }, 'Opened by break-glass');
  const element = el(
    'section',
    { 'aria-labelledby': 'reviews-heading' },
    heading,
    el('p', {}, 'Records that somebody opened without a relationship to the patient, with the reason they gave.'),
    el('button', { class: SMALL, type: 'button', click: () => void load(null) }, 'Show what waits for review'),
    list,
  );
  return {
    element,
    forget: () => {
      turn += 1;
      fill(list);
    },
  };
};
