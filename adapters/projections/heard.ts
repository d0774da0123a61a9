import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';

/** One translated message. */
export interface Heard {
  readonly instance: InstanceName;
  readonly feed: string;
  /** The message's place in the order of arrival: the same message, applied again, has the same. */
  readonly seq: number;
  readonly messageId: string;
  readonly heardAt: Instant;
  readonly events: readonly DomainEvent[];
  /** Never translated before: nothing that it said is kept. Looked for where not given. */
  readonly isNew?: boolean;
}

/** Of a message that comes twice only the last translation stands; the others are told apart, for what they touched. */
export const lastTranslations = (
  heard: readonly Heard[],
): { readonly standing: readonly Heard[]; readonly superseded: readonly Heard[] } => {
  const last = new Map(heard.map((one) => [`${one.instance}|${one.feed}|${one.seq}`, one]));
  const standing = new Set(last.values());
  return { standing: heard.filter((one) => standing.has(one)), superseded: heard.filter((one) => !standing.has(one)) };
};
