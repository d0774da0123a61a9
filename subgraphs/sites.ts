import type { Warning } from '../schema/answer';
import type { RoutedAnswer } from '../schema/capabilities';
import { notWhole } from './completeness';

const SITE_NOT_KNOWN: Warning = {
  code: 'SITE_NOT_KNOWN',
  text: 'A site that was named is told of by nobody here: it may be mistyped, or nothing of it was told.',
};

/**
 * Whoever answered, of the sites that a client named: a code that nobody tells of would else read as a site where there
 * is nothing.
 */
export const withSitesKnown = <T>(
  answers: readonly RoutedAnswer<T>[],
  named: readonly string[] | null | undefined,
  told: Iterable<string>,
): readonly RoutedAnswer<T>[] => {
  const known = new Set(told);
  if (!named || named.every((site) => known.has(site))) return answers;
  return answers.map((answer) => notWhole(answer, SITE_NOT_KNOWN));
};
