import type { PersonCapability } from '../../schema/capabilities';
import { ALL_CAPABILITIES } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import { PRIVACY_DIRECTIVES } from '../../schema/privacy';
import type { PrivacyDirective, PrivacyDirectiveKind, RecordPart, WhosePrivacy } from '../../schema/privacy';
import { RECORD_KINDS, type RecordIds, type RecordKind } from '../../schema/record-id';
import type { Instant } from '../../schema/time';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { payload } from '../user-errors';

interface PartArgs {
  readonly capability?: string | null;
  readonly organisation?: OdsCode | null;
  readonly system?: string | null;
  readonly record?: string | null;
}

interface WhoseArgs {
  readonly patient?: string | null;
  readonly nhsNumber?: NhsNumber | null;
}

interface PutArgs extends WhoseArgs {
  readonly kind: string;
  readonly part?: PartArgs | null;
  readonly from?: Instant | null;
  readonly until?: Instant | null;
  readonly reason: string;
}

const FIELDS = ['patient', 'kind', 'part', 'until', 'reason', 'id'];

const wrong = (message: string): GraphRefusal => new GraphRefusal('BAD_USER_INPUT', message);

/** `UNKNOWN` stands in the enum for what a later version may say; nobody may say it. */
const kindOf = (given: string): PrivacyDirectiveKind => {
  const kind = PRIVACY_DIRECTIVES.find((known) => enumValue(known) === given);
  if (!kind) throw wrong('kind must be one that is known');
  return kind;
};

const capabilityOf = (given: string): PersonCapability => {
  const known = ALL_CAPABILITIES.find((capability) => capability === given);
  if (!known) throw wrong('part.capability must be one of the graph’s');
  return known as PersonCapability;
};

/** What the ids of each capability's records name. A line of a laboratory report is no record: the report is. */
const RECORD_KIND: { readonly [C in PersonCapability]?: RecordKind } = {
  observations: 'observation',
  'early-warning': 'score',
  escalations: 'escalation',
  'lab-reports': 'lab-report',
  'lab-orders': 'lab-order',
  'imaging-studies': 'study',
  'imaging-reports': 'report',
  'imaging-orders': 'imaging-order',
  allergies: 'allergy',
  medications: 'medication',
  problems: 'problem',
  immunisations: 'immunisation',
  documents: 'document',
  preferences: 'preference',
  flags: 'flag',
  'care-team': 'care-team',
  appointments: 'appointment',
  'waiting-list': 'waiting-list-entry',
};

/** A seal on a record of another kind would match nothing, and be taken for one that holds. */
const recordOf = (given: string, capability: PersonCapability | undefined, ids: RecordIds): string => {
  if (capability === undefined) throw wrong('part.capability is needed with part.record');
  const kind = RECORD_KIND[capability];
  const key = kind && ids.open(kind, given);
  if (typeof key === 'string') return key;
  const [other] = (Object.keys(RECORD_KINDS) as RecordKind[]).filter((each) => ids.open(each, given) !== null);
  throw wrong(
    other === undefined
      ? 'part.record is no record’s id'
      : other === 'lab-result'
        ? 'part.record names a line of a report: seal the report'
        : `part.record is no record of ${capability}`,
  );
};

const systemOf = (given: string): InstanceName => {
  if (!/^[a-z0-9-]+@[A-Z0-9]+$/.test(given)) throw wrong('part.system must be as system@ORGANISATION');
  return given as InstanceName;
};

const partOf = (given: PartArgs, ids: RecordIds): RecordPart => {
  const { organisation, system, record } = given;
  const capability = given.capability ? capabilityOf(given.capability) : undefined;
  return {
    ...(capability && { capability }),
    ...(organisation && { organisation }),
    ...(system && { instance: systemOf(system) }),
    ...(record && { record: recordOf(record, capability, ids) }),
  };
};

const whoseOf = ({ patient, nhsNumber }: WhoseArgs): WhosePrivacy => ({
  ...(patient && { patient: patient as PersonId }),
  ...(nhsNumber && { nhsNumber }),
});

const directiveNode = ({ patient, kind, part, ...directive }: PrivacyDirective) => ({
  ...directive,
  kind: enumValue(kind),
  patient: { id: patient },
  part: part && {
    capability: part.capability ?? null,
    organisation: part.organisation ?? null,
    system: part.instance ?? null,
    single: part.record !== undefined,
  },
});

const putPrivacyDirective: Resolver<unknown, { input: PutArgs }> = (_, { input }, { door, ask }) =>
  payload('directive', FIELDS, async () => {
    const { kind, part, from, until, reason } = input;
    const directive = {
      ...whoseOf(input),
      ...{ kind: kindOf(kind), reason },
      ...(part && { part: partOf(part, door.ids) }),
      ...(from && { from }),
      ...(until && { until }),
    };
    return directiveNode(await door.access.privacy.put(directive, ask));
  });

const endPrivacyDirective: Resolver<unknown, { input: { id: string; reason: string } }> = (
  _,
  { input },
  { door, ask },
) =>
  payload('directive', FIELDS, async () => directiveNode(await door.access.privacy.end(input.id, input.reason, ask)));

export const privacyMutations = { putPrivacyDirective, endPrivacyDirective };

export const privacyDirectives: Resolver<unknown, WhoseArgs> = async (_, whose, { door, ask }) => ({
  nodes: (await door.access.privacy.of(whoseOf(whose), ask)).map(directiveNode),
});
