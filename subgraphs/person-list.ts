import type { GraphQLResolveInfo } from 'graphql';
import type { PersonCapability, PersonValue, RoutedAnswer, Selection } from '../schema/capabilities';
import type { ClinicalRecord } from '../schema/clinical/values';
import type { OdsCode } from '../schema/identifiers';
import type { RecordKind } from '../schema/record-id';
import type { DateRange } from '../schema/time';
import { askPerson, personById } from './asking';
import type { Completeness } from './completeness';
import type { Connection, Order, PageArgs } from './connection';
import { narrowed } from './organisations';
import { listOf } from './records';
import type { SubgraphContext } from './subgraph';

/** Capabilities whose answer about a person is a list of records. */
export type ListCapability = {
  [C in PersonCapability]: PersonValue<C> extends readonly ClinicalRecord[] ? C : never;
}[PersonCapability];
export type RecordOf<C extends ListCapability> =
  PersonValue<C> extends readonly (infer R extends ClinicalRecord)[] ? R : never;

export interface PatientReference {
  readonly id: string;
}

export interface ListArgs extends PageArgs {
  readonly organisations?: readonly OdsCode[] | null;
}

interface PersonList<C extends ListCapability, Args, N extends object> {
  readonly capability: C;
  readonly kind: RecordKind;
  readonly order: Order<RecordOf<C>>;
  readonly window?: (args: Args, context: SubgraphContext) => DateRange;
  readonly select?: (args: Args) => Selection;
  readonly keep?: (record: RecordOf<C>, args: Args, window: DateRange | undefined) => boolean;
  /** `source`: the record's own, with its system by name, for what is a record of its own within it. */
  readonly node: (record: RecordOf<C>, context: SubgraphContext, source: object) => N;
  readonly ofAll?: (records: readonly RecordOf<C>[], completeness: Completeness) => object;
}

/** A field of Patient that lists one capability's records: null only when there is no such person. */
export const personList =
  <C extends ListCapability, Args extends ListArgs, N extends object>(list: PersonList<C, Args, N>) =>
  async (
    { id }: PatientReference,
    args: Args,
    context: SubgraphContext,
    info: GraphQLResolveInfo,
  ): Promise<Connection<N & { id: string; source: object }> | null> => {
    const person = await personById(context, id);
    if (!person) return null;
    const window = list.window?.(args, context);
    const answers = (await askPerson(context, list.capability, person, {
      ...(window && { window }),
      ...list.select?.(args),
    })) as readonly RoutedAnswer<readonly RecordOf<C>[]>[];
    return listOf<RecordOf<C>, N>(
      context,
      info,
      {
        answers: narrowed(list.capability, answers, args.organisations),
        kind: list.kind,
        args,
        order: list.order,
        ...(window && { window }),
        ...(list.ofAll && { ofAll: list.ofAll }),
        keep: (record) => list.keep?.(record, args, window) ?? true,
      },
      (record, source) => list.node(record, context, source),
    );
  };
