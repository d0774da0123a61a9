import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../schema/capabilities';
import type { ErrorCode } from '../schema/errors';
import { instanceParts } from '../schema/identifiers';
import { isWhole, tell } from './completeness';
import type { ResponsePath, SubgraphContext } from './subgraph';

type Answers = readonly RoutedAnswer<unknown>[];

/** What a warning of an answer that is not whole is as an error; whatever else is left out is not what was asked for. */
const CODES: ReadonlyMap<string, ErrorCode> = new Map([
  ['MESSAGE_HELD', 'MESSAGE_HELD'],
  ['FEED_BEHIND', 'SOURCE_STALE'],
  ['IDENTITY_IN_DOUBT', 'AMBIGUOUS_IDENTITY'],
  ['SUBJECT_IN_DOUBT', 'AMBIGUOUS_IDENTITY'],
  ['NOT_ASKABLE', 'AMBIGUOUS_IDENTITY'],
  ['RECORDS_NOT_MERGED', 'AMBIGUOUS_IDENTITY'],
  ['SHARING_DISSENTED', 'FORBIDDEN'],
]);

/** Why a field picked out of this answer may lack something, or be old; null where it is whole, or failed and told as such. */
const gapOf = (routed: RoutedAnswer<unknown>): ErrorCode | null => {
  const { answer, needed } = routed;
  if (!needed || answer.kind === 'failed' || isWhole(routed)) return null;
  return answer.warnings.flatMap(({ code }) => CODES.get(code) ?? [])[0] ?? 'SOURCE_INVALID';
};

/** One error for each source whose answer is not whole: a single field has no completeness to say it. */
export const tellGaps = (context: SubgraphContext, path: ResponsePath, answers: Answers): void => {
  const told = new Set<string>();
  for (const answer of answers) {
    const { capability, instance } = answer;
    const code = gapOf(answer);
    if (code === null || told.has(`${capability} ${instance} ${code}`)) continue;
    told.add(`${capability} ${instance} ${code}`);
    const message = `${instance} was asked for ${capability}, and its answer is not whole; what is shown here may be missing something, or be old`;
    context.report({ path, code, message, capability, ...instanceParts(instance) });
  }
};

/**
 * Tells who answered for a field that is one record picked out of lists: null without an error means "asked, and none
 * recorded" (graph conventions, 6), so a list that is not whole is an error beside whatever was found.
 */
export const tellSingle = (context: SubgraphContext, path: ResponsePath, answers: Answers): void => {
  tell(context, path, answers);
  tellGaps(context, path, answers);
};

/**
 * The same for a field whose record others read of too: who answered is said of the record, what is missing of the
 * field alone, since an error at the record would make nonsense of the fields that other systems answered for.
 */
export const tellField = (
  context: SubgraphContext,
  info: GraphQLResolveInfo,
  answers: Answers,
  found: boolean,
): void => {
  const own: SubgraphContext = { ...context, report: (error) => context.report({ ...error, path: info.path }) };
  const record = info.path.prev ?? info.path;
  if (found) tell(own, record, answers);
  else tellSingle(own, record, answers);
};
