import type { Capability, RoutedAnswer } from '../schema/capabilities';
import { systemError } from '../schema/errors';
import { instanceParts, type OdsCode } from '../schema/identifiers';
import { eachOnce } from './places';

const organisationOf = ({ instance }: RoutedAnswer<unknown>): string => instanceParts(instance).organisation;

/** As the door tells of a place that no route leads to. */
const unrouted = <T>(capability: Capability, organisation: OdsCode): RoutedAnswer<T> => {
  const instance = `unrouted@${organisation}` as const;
  const message = `No system is routed to answer for ${capability} of this person`;
  return {
    ...{ capability, instance, systemName: instance, needed: true, withheld: false, ms: 0 },
    answer: { kind: 'failed', error: systemError('SOURCE_NOT_CONNECTED', instance, message) },
  };
};

/**
 * What the organisations that were asked for say of one person, or everybody where none is named. One that nobody answers
 * for is told as missing: left out, the list would look whole without what it may hold. That holds for a code that was
 * mistyped as well, since nobody here knows every practice. Throws BAD_USER_INPUT for more than may be named.
 */
export const narrowed = <T>(
  capability: Capability,
  answers: readonly RoutedAnswer<T>[],
  organisations: readonly OdsCode[] | null | undefined,
): readonly RoutedAnswer<T>[] => {
  if (!organisations) return answers;
  const named = new Set<string>(eachOnce(organisations, 'organisations'));
  const theirs = answers.filter((answer) => named.has(organisationOf(answer)));
  const told = new Set(theirs.map(organisationOf));
  const missing = organisations.filter((organisation) => !told.has(organisation));
  return [...theirs, ...[...new Set(missing)].map((organisation) => unrouted<T>(capability, organisation))];
};
