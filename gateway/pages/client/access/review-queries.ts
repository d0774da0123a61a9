import type { Document } from '../graph';

/** A record opened without a relationship. Enums stay strings: a newer server may know more words. */
export interface Opened {
  readonly id: string;
  readonly patient: { readonly id: string };
  readonly reason: string;
  readonly words: string;
  readonly at: string;
  readonly until: string;
  readonly endedAt: string | null;
  readonly userId: string;
  readonly userName: string;
  readonly role: string;
  readonly organisation: string;
  readonly capabilities: readonly string[];
  readonly requests: number;
  readonly review: {
    readonly at: string;
    readonly by: string;
    readonly outcome: string;
    readonly words: string;
  } | null;
}

interface Reviews {
  readonly breakGlassReviews: {
    readonly nodes: readonly Opened[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

export const REVIEWS = `query BreakGlassReviews($state: BreakGlassReviewState, $after: String) {
  breakGlassReviews(state: $state, first: 50, after: $after) {
    nodes {
      id patient { id } reason words at until endedAt userId userName role organisation capabilities requests
      review { at by outcome words }
    }
    pageInfo { hasNextPage endCursor }
  }
}` as Document<Reviews, { readonly state: 'WAITING' | null; readonly after: string | null }>;

export interface ReviewInput {
  readonly id: string;
  readonly outcome: string;
  readonly words: string;
}

export const REVIEW = `mutation ReviewBreakGlass($input: ReviewBreakGlassInput!) {
  reviewBreakGlass(input: $input) { grant { id } userErrors { code field message } }
}` as Document<
  { readonly reviewBreakGlass: { readonly userErrors: readonly { readonly message: string }[] } | null },
  { readonly input: ReviewInput }
>;
