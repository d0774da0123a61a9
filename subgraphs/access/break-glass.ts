import type { BreakGlassGrant, BreakGlassReason, ReviewOutcome } from '../../schema/access';
import { BREAK_GLASS_REASONS, REVIEW_OUTCOMES } from '../../schema/access';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { PageArgs } from '../connection';
import type { Resolver } from '../subgraph';
import { payload } from '../user-errors';

interface OpenArgs {
  readonly patient: string;
  readonly reason: string;
  readonly words: string;
  readonly minutes?: number | null;
}

interface ReviewArgs {
  readonly id: string;
  readonly outcome: string;
  readonly words: string;
}

const grantNode = ({ patient, ...grant }: BreakGlassGrant) => ({
  capabilities: [],
  requests: 0,
  review: null,
  ...grant,
  patient: { id: patient },
});

/** `UNKNOWN` stands in the enum for what a later version may say; nobody may say it. */
const reasonOf = (given: string): BreakGlassReason => {
  const reason = BREAK_GLASS_REASONS.find((known) => known === given);
  if (!reason) throw new GraphRefusal('BAD_USER_INPUT', 'reason must be one that is known');
  return reason;
};

const outcomeOf = (given: string): ReviewOutcome => {
  const outcome = REVIEW_OUTCOMES.find((known) => known === given);
  if (!outcome) throw new GraphRefusal('BAD_USER_INPUT', 'outcome must be one that is known');
  return outcome;
};

const FIELDS = ['patient', 'reason', 'words', 'minutes', 'id', 'outcome'];

const withGrant = (act: () => Promise<object>): Promise<object> => payload('grant', FIELDS, act);

const breakGlass: Resolver<unknown, { input: OpenArgs }> = (_, { input }, { door, ask }) =>
  withGrant(async () => {
    const { patient, reason, words, minutes } = input;
    const request = {
      patient: patient as PersonId,
      reason: reasonOf(reason),
      words,
      ...(minutes != null && { minutes }),
    };
    return grantNode(await door.access.breakGlass.open(request, ask));
  });

const endBreakGlass: Resolver<unknown, { input: { id: string } }> = (_, { input }, { door, ask }) =>
  withGrant(async () => grantNode(await door.access.breakGlass.end(input.id, ask)));

const reviewBreakGlass: Resolver<unknown, { input: ReviewArgs }> = (_, { input }, { door, ask }) =>
  withGrant(async () => {
    const { id, outcome, words } = input;
    return grantNode(await door.access.breakGlass.review(id, { outcome: outcomeOf(outcome), words }, ask));
  });

export const breakGlassMutations = { breakGlass, endBreakGlass, reviewBreakGlass };

interface ReviewsArgs extends PageArgs {
  readonly state?: 'WAITING' | 'REVIEWED' | null;
}

export const breakGlassReviews: Resolver<unknown, ReviewsArgs> = async (_, { state, first, after }, { door, ask }) => {
  const page = { first: first ?? 20, after: after ?? null };
  const { grants, hasNextPage, endCursor } = await door.access.breakGlass.reviews(state ?? null, page, ask);
  return { nodes: grants.map(grantNode), pageInfo: { hasNextPage, endCursor } };
};
