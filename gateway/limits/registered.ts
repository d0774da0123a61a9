import { z } from 'zod';
import { GraphRefusal } from '../../schema/errors';
import { operationId } from '../../schema/operation-id';
import type { GraphQLBody } from '../../subgraphs/server/request';

/** Where registered operations are found. */
export interface OperationTexts {
  /** The text of `sha256:<hex>`; null when it is not registered. */
  find(id: string): Promise<string | null>;
}

/** `registered`: nothing but registered operations is answered, whether sent by id or as text. */
export type OperationsMode = 'any' | 'registered';

export type TextOf = (body: GraphQLBody) => Promise<string | GraphRefusal>;

const PersistedQuery = z.object({ sha256Hash: z.string() });

/** Apollo clients name a persisted document in `extensions`; the protocol's appendix in `documentId`. */
const idAsked = ({ documentId, extensions }: GraphQLBody): string | null => {
  if (typeof documentId === 'string') return documentId;
  const persisted = PersistedQuery.safeParse(extensions?.['persistedQuery']);
  return persisted.success ? `sha256:${persisted.data.sha256Hash}` : null;
};

/**
 * The text that a request asks for: as it was sent, or as it was registered. Text that comes along with an id must be
 * the id's own; it is never registered by being sent.
 */
export const textOf =
  (operations: OperationTexts, mode: OperationsMode): TextOf =>
  async (body) => {
    const { query } = body;
    const asked = idAsked(body);
    if (typeof query === 'string') {
      const own = operationId(query);
      if (asked !== null && asked !== own)
        return new GraphRefusal('BAD_USER_INPUT', 'The text of the operation is not the one that its id stands for.');
      if (mode === 'any' || (await operations.find(own)) !== null) return query;
      return new GraphRefusal('FORBIDDEN', 'Only registered operations are answered here, and this is none.');
    }
    const text = asked === null ? null : await operations.find(asked);
    return text ?? new GraphRefusal('BAD_USER_INPUT', 'No operation is registered under this id.');
  };
