import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { PersonId } from '../../schema/identifiers';
import { valuesAreMasked } from '../access';
import { openContent, sealContent, type SealedContent } from '../audit/as-seen';
import type { FoundDifference } from './found';

/** A key of its own out of the installation's key. */
export const differingKey = (installationKey: Buffer): Buffer =>
  createHmac('sha256', installationKey).update('causeway differing values').digest();

const content = z.object({
  control: z.string().nullable(),
  candidate: z.string().nullable(),
  persons: z.array(z.string()),
});

/** What both sides say, and about whom. */
export interface DifferingValues {
  readonly control: string | null;
  readonly candidate: string | null;
  readonly persons: readonly PersonId[];
}

/** Why a difference's values are not kept. */
export type Unsealed = 'restricted' | 'in-doubt' | 'expired';

/**
 * Values of restricted people, whether the index calls them so or a record did (`restricted`), and of those who hold a
 * part of their record back are not even kept; nor those of somebody who cannot be told, for they may be restricted.
 */
export const sealValues = (
  key: Buffer,
  difference: FoundDifference,
  restricted: ReadonlySet<string>,
): SealedContent | Unsealed => {
  const { before, after, about } = difference;
  if (about.includes(null)) return 'in-doubt';
  if (about.some((person) => (person && valuesAreMasked(person)) || restricted.has(person?.id ?? '')))
    return 'restricted';
  const persons = [...new Set(about.flatMap((person) => (person ? [person.id] : [])))];
  return sealContent(key, JSON.stringify({ control: before, candidate: after, persons }));
};

/** Throws where it was sealed under another key, or changed. */
export const openValues = (key: Buffer, sealed: SealedContent): DifferingValues => {
  const { persons, ...values } = content.parse(JSON.parse(openContent(key, sealed)));
  return { ...values, persons: persons as PersonId[] };
};
