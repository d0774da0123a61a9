import type { AskGraph, Document, Fault } from '../graph';
import { mayBeDone } from '../may-be-done';
import type { UserError } from './answers';

export interface Acted<Payload> {
  /** What was answered; null where nothing was done. */
  readonly payload: Payload | null;
  readonly faults: readonly Fault[];
}

/** Does one thing. What was wrong with the input is told as a fault, beside what the graph itself says. */
export const perform = async <Payload extends { readonly userErrors: readonly UserError[] }, Input>(
  ask: AskGraph,
  document: Document<{ readonly payload: Payload | null }, { readonly input: Input }>,
  input: Input,
): Promise<Acted<Payload>> => {
  const { data, faults } = await ask(document, { input });
  const payload = data?.payload ?? null;
  const wrong = (payload?.userErrors ?? []).map(({ message }) => ({ code: 'BAD_USER_INPUT', message, ref: null }));
  const unsure = payload ? [] : mayBeDone(faults, 'See how it stands now before it is done again.');
  return { payload: wrong.length > 0 ? null : payload, faults: [...faults, ...wrong, ...unsure] };
};
