import { z } from 'zod';
import type { Kysely } from 'kysely';
import type { SeenPart } from '../../schema/access';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import { openContent, type SealedContent } from '../audit';
import type { Tables } from '../store';

/** What the answers of one request were, and of whom. */
export interface Seen {
  readonly parts: readonly SeenPart[];
  readonly persons: readonly PersonId[];
  readonly unresolved: number;
}

/** Of the content only what it is about; the rest is shown as it stands. */
const About = z.object({ person: z.string().optional(), instance: z.string() });

const aboutOf = (content: string): Pick<SeenPart, 'person' | 'instance'> => {
  const about = About.parse(JSON.parse(content));
  return { person: (about.person ?? null) as PersonId | null, instance: about.instance as InstanceName };
};

const opened = (key: Buffer, content: SealedContent | undefined): Pick<SeenPart, 'person' | 'instance' | 'content'> => {
  const gone = { person: null, instance: null, content: null };
  if (!content) return gone;
  try {
    const text = openContent(key, content);
    return { ...aboutOf(text), content: text };
  } catch {
    // Changed since, or kept under another key: that there was a part still is told.
    return gone;
  }
};

/** Everything that left the door for one request, in order; null where there is no such request. */
export const findSeen = async (db: Kysely<Tables>, key: Buffer, requestId: string): Promise<Seen | null> => {
  const rows = await db
    .selectFrom('read_audit')
    .select(['at', 'user_id', 'capability', 'persons', 'unresolved', 'seen'])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
  if (rows.length === 0) return null;
  const hashes = [...new Set(rows.flatMap(({ seen }) => seen ?? []))];
  const kept =
    hashes.length === 0
      ? []
      : await db
          .selectFrom('seen_content')
          .selectAll()
          .where(
            'hash',
            'in',
            hashes.map((hash) => Buffer.from(hash, 'hex')),
          )
          .execute();
  const contents = new Map(kept.map((content) => [content.hash.toString('hex'), content]));
  return {
    parts: rows.flatMap(({ at, user_id: userId, capability, seen }) =>
      (seen ?? []).map((hash) => ({
        ...{ at: instantOf(at.getTime()), userId, capability },
        ...opened(key, contents.get(hash)),
      })),
    ),
    persons: rows.flatMap(({ persons }) => persons) as PersonId[],
    unresolved: rows.reduce((sum, { unresolved }) => sum + unresolved, 0),
  };
};
