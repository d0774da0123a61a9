import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { EarlyWarningScore, Escalation } from '../../schema/clinical/observation';
import { instanceParts, type InstanceName } from '../../schema/identifiers';
import { askPerson, personOfRecord } from '../asking';
import { sourceOf, systemNames } from '../completeness';
import { encounterStub } from '../places';
import { recordsOf } from '../records';
import { enumValue } from '../scalars';
import { tellGaps, tellSingle } from '../single-field';
import type { SubgraphContext } from '../subgraph';

type EscalationAnswers = readonly RoutedAnswer<readonly Escalation[]>[];

export interface ScoreParent {
  readonly score: EarlyWarningScore;
  /** Escalations already at hand for a cohort; a person's are asked for when wanted. */
  readonly escalations?: EscalationAnswers;
}

/** Someone took it on, or finished it. A decline, and a task that nobody took, is not an acknowledgement. */
export const isAcknowledged = ({ status }: Escalation): boolean => status === 'accepted' || status === 'completed';

/** The escalation of a score: the accepted one of a cascade, else the newest. */
export const escalationOf = (score: EarlyWarningScore, escalations: readonly Escalation[]): Escalation | undefined => {
  const raised = escalations.filter(({ scoreKey }) => scoreKey === score.key);
  return raised.find(isAcknowledged) ?? [...raised].sort((a, b) => b.authoredOn.localeCompare(a.authoredOn))[0];
};

export const escalationNode = (
  context: SubgraphContext,
  escalation: Escalation,
  names: ReadonlyMap<InstanceName, string>,
): object => ({
  ...escalation,
  id: context.door.ids.seal('escalation', escalation.key),
  status: enumValue(escalation.status),
  source: sourceOf(escalation.source, names),
});

const escalationsFor = async (
  { score, escalations }: ScoreParent,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<EscalationAnswers> => {
  if (escalations) {
    // Who answered is told with the worklist, and what failed at its path.
    tellGaps(context, info.path, escalations);
    return escalations;
  }
  const person = await personOfRecord(context, score.subject);
  const answers = person ? await askPerson(context, 'escalations', person, {}) : [];
  tellSingle(context, info.path, answers);
  return answers;
};

export const scoreNode = (score: EarlyWarningScore, escalations?: EscalationAnswers) => ({
  score,
  ...(escalations && { escalations }),
  total: score.total,
  singleThree: score.singleThree ?? null,
  parts: score.parts,
  effective: score.effective,
});

/** Null without an error is nobody's acceptance, and no other moment is that of one. */
const tellUndated = (context: SubgraphContext, { path }: GraphQLResolveInfo, instance: InstanceName): void => {
  const message = `${instance} says that the escalation was accepted, and not when`;
  context.report({ path, code: 'SOURCE_INVALID', message, capability: 'escalations', ...instanceParts(instance) });
};

export const earlyWarningFields = {
  acknowledgedAt: async (parent: ScoreParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const escalation = escalationOf(parent.score, recordsOf(await escalationsFor(parent, context, info)));
    if (!escalation || !isAcknowledged(escalation)) return null;
    if (escalation.acknowledgedAt === undefined) tellUndated(context, info, escalation.source.instance);
    return escalation.acknowledgedAt ?? null;
  },
  escalation: async (parent: ScoreParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const answers = await escalationsFor(parent, context, info);
    const escalation = escalationOf(parent.score, recordsOf(answers));
    return escalation ? escalationNode(context, escalation, systemNames(answers)) : null;
  },
  encounter: ({ score }: ScoreParent, _: unknown, context: SubgraphContext) =>
    score.visit ? encounterStub(context, instanceParts(score.source.instance).organisation, score.visit) : null,
  patient: async ({ score }: ScoreParent, _: unknown, context: SubgraphContext) => {
    const person = await personOfRecord(context, score.subject);
    return person ? { id: person.id } : null;
  },
};
