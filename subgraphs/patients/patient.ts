import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { Demographics, PersonIdentity } from '../../schema/clinical/person';
import { londonDate, parseInstant, type Instant } from '../../schema/time';
import { askPerson, personById } from '../asking';
import { completenessOf, sourceOf, systemNames, tell, valuesOf } from '../completeness';
import { enumValue } from '../scalars';
import type { ReferenceResolver, SubgraphContext } from '../subgraph';
import { ageInYears, chosen, disagreements } from './demographics';
import { TRACE_STATUS } from './trace-status';
import { todayOf } from '../windows';

export interface PatientParent {
  readonly id: string;
  readonly identity: PersonIdentity;
}
export const parentOf = (identity: PersonIdentity): PatientParent => ({ id: identity.id, identity });

/** Every route's demographics of the person, asked once a request however many fields want them. */
export const demographicsOf = (
  context: SubgraphContext,
  { identity }: PatientParent,
): Promise<readonly RoutedAnswer<Demographics>[]> => askPerson(context, 'demographics', identity);

type Pick<T> = (record: Demographics, context: SubgraphContext) => T;

const TOLD = Symbol('people whose demographics were told');

/** The demographics, whichever field wants them. Who answered is told once a person, at the person's own path. */
const toldDemographics = async (
  parent: PatientParent,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<readonly RoutedAnswer<Demographics>[]> => {
  const answers = await demographicsOf(context, parent);
  const told = context.once(TOLD, () => new Set<string>());
  const path = info.path.prev ?? info.path;
  const key = `${parent.id} ${JSON.stringify(path)}`;
  if (!told.has(key)) tell(context, path, answers);
  told.add(key);
  return answers;
};

const field =
  <T>(pick: Pick<T>) =>
  async (parent: PatientParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo): Promise<T | null> => {
    const record = chosen(await toldDemographics(parent, context, info));
    return record ? pick(record, context) : null;
  };

/** What the index itself knows is a read of the person too: it is answered once the read of the demographics is on record. */
const ofIndex =
  <T>(pick: (identity: PersonIdentity) => T) =>
  async (parent: PatientParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo): Promise<T> => {
    await toldDemographics(parent, context, info);
    return pick(parent.identity);
  };

const resolveReference: ReferenceResolver = async ({ id }, context) => {
  const identity = await personById(context, id);
  return identity ? { ...parentOf(identity), id } : null;
};

/** The day, in London, of a death known to the day or the moment. */
const dayOf = (at: string): string => (parseInstant(at) ? londonDate(at as Instant) : at);

/** A list that the door emptied for this viewer is null: an empty one would say that none is recorded. */
const orMasked =
  <T>(pick: (record: Demographics) => readonly T[]) =>
  async (
    parent: PatientParent,
    _: unknown,
    context: SubgraphContext,
    info: GraphQLResolveInfo,
  ): Promise<readonly T[] | null> => {
    const listed = await field(pick)(parent, _, context, info);
    const withheld = (await demographicsOf(context, parent)).some((answer) => answer.withheld);
    return withheld && listed?.length === 0 ? null : listed;
  };

export const patientFields = {
  __resolveReference: resolveReference,
  nhsNumber: ofIndex((identity) => identity.nhsNumber ?? null),
  nhsNumberStatus: field((record) => (record.traceStatus ? TRACE_STATUS[record.traceStatus] : null)),
  identifiers: ofIndex((identity) => identity.identifiers),
  name: field((record) => record.name),
  otherNames: field((record) => record.otherNames),
  gender: field((record) => enumValue(record.gender)),
  birthDate: field((record) => record.birthDate ?? null),
  birthDateEstimated: field((record) => record.birthDateEstimated),
  age: field((record, context) => {
    const on = record.deceasedAt ? dayOf(record.deceasedAt) : todayOf(context);
    const years = record.deceased && !record.deceasedAt ? null : ageInYears(record.birthDate, on);
    return years === null ? null : { value: String(years), unit: 'years', ucum: 'a' };
  }),
  deceased: field((record) => record.deceased),
  deceasedAt: field((record) => record.deceasedAt ?? null),
  address: field((record) => record.address ?? null),
  telecom: orMasked((record) => record.telecom),
  ethnicCategory: field((record) => record.ethnicCategory ?? null),
  preferredLanguage: field((record) => record.preferredLanguage ?? null),
  generalPractice: field((record) => record.generalPractice ?? null),
  nextOfKin: orMasked((record) => record.nextOfKin),
  restricted: ofIndex((identity) => identity.restricted),
  mergedIds: ofIndex((identity) => identity.mergedIds),
  conflicts: async (parent: PatientParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const answers = await toldDemographics(parent, context, info);
    const names = systemNames(answers);
    return disagreements(valuesOf(answers)).map(({ field: name, values }) => ({
      field: name,
      values: values.map(({ value, record }) => ({ value, source: sourceOf(record.source, names) })),
    }));
  },
  candidates: async ({ identity }: PatientParent, _: unknown, context: SubgraphContext) => {
    const [links] = await context.door.identity.candidates([identity.id], context.ask);
    return (links ?? []).map((link) => ({ reason: link.reason, other: link.person }));
  },
  source: async (parent: PatientParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => {
    const answers = await toldDemographics(parent, context, info);
    const record = chosen(answers);
    return record ? sourceOf(record.source, systemNames(answers)) : null;
  },
  completeness: async (parent: PatientParent, _: unknown, context: SubgraphContext, info: GraphQLResolveInfo) =>
    completenessOf(context, info.path, await demographicsOf(context, parent)),
};

export const candidateFields = {
  patient: async ({ other }: { other: string }, _: unknown, context: SubgraphContext) => {
    const identity = await personById(context, other);
    return identity ? parentOf(identity) : null;
  },
};
