import { saysAll, type Warning } from '../schema/answer';
import type { RoutedAnswer } from '../schema/capabilities';
import type { RecordSource } from '../schema/clinical/values';
import { instanceParts, type InstanceName } from '../schema/identifiers';
import type { DateRange } from '../schema/time';
import { enumValue } from './scalars';
import type { ResponsePath, SourceReport, SubgraphContext } from './subgraph';

/** `SourceAnswer` of the graph, as far as anybody here reads it again. */
interface SourceLine {
  readonly warnings: readonly Warning[];
}

/** `Completeness` of the graph (schema/graph/values.graphql). */
export interface Completeness {
  readonly status: 'COMPLETE' | 'PARTIAL' | 'UNKNOWN';
  readonly sources: readonly SourceLine[];
  readonly withheld: boolean;
  readonly window: DateRange | null;
}

type Kind = SourceReport['answer'];

const kindOf = ({ answer }: RoutedAnswer<unknown>): Kind => {
  switch (answer.kind) {
    case 'found':
      return 'FOUND';
    case 'absent':
      return 'ABSENT';
    case 'failed':
      return answer.error.code === 'SOURCE_NOT_CONNECTED' ? 'NOT_CONNECTED' : 'FAILED';
  }
};

const stampOf = ({ answer }: RoutedAnswer<unknown>) =>
  answer.kind === 'failed' ? answer.stale?.source : answer.source;

/** Several answers of one source (one per ward) are one line: the worst of them speaks. */
const worstFirst: readonly Kind[] = ['FAILED', 'NOT_CONNECTED', 'FOUND', 'ABSENT'];

const bySource = (answers: readonly RoutedAnswer<unknown>[]): readonly RoutedAnswer<unknown>[][] => {
  const groups = new Map<string, RoutedAnswer<unknown>[]>();
  for (const answer of answers) {
    const key = `${answer.capability} ${answer.instance}`;
    const group = groups.get(key);
    if (group) group.push(answer);
    else groups.set(key, [answer]);
  }
  return [...groups.values()];
};

const speaker = (group: readonly RoutedAnswer<unknown>[]): RoutedAnswer<unknown> => {
  const sorted = [...group].sort((a, b) => worstFirst.indexOf(kindOf(a)) - worstFirst.indexOf(kindOf(b)));
  const [worst] = sorted;
  if (!worst) throw new TypeError('A group of answers is never empty');
  return worst;
};

export const isWhole = ({ answer }: RoutedAnswer<unknown>): boolean => saysAll(answer);

/** What was found, where it cannot be all of what was asked for; the warning says why. */
export const notWhole = <T>(routed: RoutedAnswer<T>, warning: Warning): RoutedAnswer<T> => {
  const { answer } = routed;
  if (answer.kind !== 'found') return routed;
  return { ...routed, answer: { ...answer, complete: false, warnings: [...answer.warnings, warning] } };
};

const statusOf = (answers: readonly RoutedAnswer<unknown>[], withheld: boolean): Completeness['status'] => {
  const needed = answers.filter((answer) => answer.needed);
  const said = needed.filter(({ answer }) => answer.kind !== 'failed' || answer.stale);
  if (said.length === 0) return 'UNKNOWN';
  return needed.every(isWhole) && !withheld ? 'COMPLETE' : 'PARTIAL';
};

const warningsOf = (group: readonly RoutedAnswer<unknown>[]) => {
  const all = group.flatMap(({ answer }) => (answer.kind === 'failed' ? [] : answer.warnings));
  return [...new Map(all.map((warning) => [`${warning.code} ${warning.text}`, warning])).values()];
};

const sourceAnswer = (group: readonly RoutedAnswer<unknown>[]) => {
  const worst = speaker(group);
  const { system, organisation } = instanceParts(worst.instance);
  const error = worst.answer.kind === 'failed' ? worst.answer.error : null;
  return {
    capability: worst.capability,
    system,
    systemName: worst.systemName,
    organisation,
    answer: kindOf(worst),
    code: error?.code ?? null,
    retryable: error?.retryable ?? null,
    asOf: stampOf(worst)?.asOf ?? null,
    freshness: stampOf(worst)?.freshness ?? null,
    warnings: warningsOf(group),
  };
};

/**
 * Says who answered, at this path: in `extensions.sources`, and one error per source that failed, beside whatever data
 * stands. A holder that is not connected is no error: nothing failed, and the completeness says that it is missing.
 */
export const tell = (context: SubgraphContext, path: ResponsePath, answers: readonly RoutedAnswer<unknown>[]): void => {
  for (const group of bySource(answers)) {
    const worst = speaker(group);
    const { system, organisation } = instanceParts(worst.instance);
    const error = worst.answer.kind === 'failed' ? worst.answer.error : null;
    const stamp = stampOf(worst);
    context.answered({
      path,
      capability: worst.capability,
      system,
      organisation,
      answer: kindOf(worst),
      ...(error && { code: error.code }),
      ...(stamp && { freshness: stamp.freshness, asOf: stamp.asOf }),
      ms: Math.max(...group.map((answer) => answer.ms)),
    });
    if (!error || kindOf(worst) === 'NOT_CONNECTED') continue;
    context.report({
      path,
      code: error.code,
      message: error.message,
      capability: worst.capability,
      system,
      organisation,
      retryable: error.retryable,
    });
  }
};

/** Tells who answered, and sums it up for the field. */
export const completenessOf = (
  context: SubgraphContext,
  path: ResponsePath,
  answers: readonly RoutedAnswer<unknown>[],
  window: DateRange | null = null,
  withheldHere = false,
): Completeness => {
  tell(context, path, answers);
  const withheld = withheldHere || answers.some((answer) => answer.withheld);
  return { status: statusOf(answers, withheld), sources: bySource(answers).map(sourceAnswer), withheld, window };
};

/** What there is to show: values found, and what a silent feed last said. */
export const valuesOf = <T>(answers: readonly RoutedAnswer<T>[]): readonly T[] =>
  answers.flatMap(({ answer }) => {
    switch (answer.kind) {
      case 'found':
        return [answer.value];
      case 'absent':
        return [];
      case 'failed':
        return answer.stale ? [answer.stale.value] : [];
    }
  });

export const systemNames = (answers: readonly RoutedAnswer<unknown>[]): ReadonlyMap<InstanceName, string> =>
  new Map(answers.map((answer) => [answer.instance, answer.systemName]));

/** `Source` of the graph from a record's. */
export const sourceOf = (source: RecordSource, names: ReadonlyMap<InstanceName, string>): object => {
  const { system, organisation } = instanceParts(source.instance);
  return {
    ...source,
    system,
    organisation,
    systemName: names.get(source.instance) ?? system,
    messageId: source.messageId ?? null,
    securityLabels: (source.securityLabels ?? []).map(enumValue),
  };
};
