import { GraphRefusal } from '../../schema/errors';
import { MESSAGE_PROBLEMS, MESSAGE_STATES, type MessageFilter } from '../../schema/messages';
import type { NhsNumber } from '../../schema/identifiers';
import { enumValue } from '../scalars';
import type { WindowArgs } from '../windows';

export interface FilterArgs {
  readonly nhsNumber?: NhsNumber | null;
  readonly identifier?: { readonly system?: string | null; readonly value: string } | null;
  readonly visit?: string | null;
  readonly controlId?: string | null;
  readonly feeds?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly states?: readonly string[] | null;
  readonly problems?: readonly string[] | null;
  readonly sendingApplication?: string | null;
  readonly sendingFacility?: string | null;
  readonly received?: WindowArgs | null;
}

/** `out-of-order` for `OUT_OF_ORDER`; `UNKNOWN` asks for what nobody knows, and finds nothing. */
const wordsOf = <W extends string>(values: readonly string[], words: Readonly<Record<W, string>>): readonly W[] =>
  (Object.keys(words) as W[]).filter((word) => values.includes(enumValue(word)));

const windowOf = ({ from, to }: WindowArgs): NonNullable<MessageFilter['received']> => {
  if (from && to && from >= to) throw new GraphRefusal('BAD_USER_INPUT', 'received.from must lie before received.to');
  return { ...(from && { from }), ...(to && { to }) };
};

const identifierOf = ({ system, value }: NonNullable<FilterArgs['identifier']>) =>
  system === null || system === undefined ? { value } : { system, value };

/** As the inbox takes it: what is null or left out narrows nothing. */
export const filterOf = (args: FilterArgs | null | undefined): MessageFilter => {
  const { nhsNumber, identifier, visit, controlId, feeds, types, states, problems, received } = args ?? {};
  const { sendingApplication, sendingFacility } = args ?? {};
  return {
    ...(nhsNumber && { nhsNumber }),
    ...(identifier && { identifier: identifierOf(identifier) }),
    ...(typeof visit === 'string' && { visit }),
    ...(typeof controlId === 'string' && { controlId }),
    ...(feeds && { feeds }),
    ...(types && { types }),
    ...(states && { states: wordsOf(states, MESSAGE_STATES) }),
    ...(problems && { problems: wordsOf(problems, MESSAGE_PROBLEMS) }),
    ...(typeof sendingApplication === 'string' && { sendingApplication }),
    ...(typeof sendingFacility === 'string' && { sendingFacility }),
    ...(received && { received: windowOf(received) }),
  };
};
