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
import { payload } from './user-errors';

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

/** Whatever kind of record the id names: of which capability it is, the asker says. */
const recordOf = (given: string, ids: RecordIds): string => {
  const keys = (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap((kind) => ids.open(kind, given) ?? []);
  const [key] = keys;
  if (key === undefined) throw wrong('part.record is no record’s id');
  return key;
};

const systemOf = (given: string): InstanceName => {
  if (!/^[a-z0-9-]+@[A-Z0-9]+$/.test(given)) throw wrong('part.system must be as system@ORGANISATION');
  return given as InstanceName;
};

const partOf = ({ capability, organisation, system, record }: PartArgs, ids: RecordIds): RecordPart => ({
  ...(capability && { capability: capabilityOf(capability) }),
  ...(organisation && { organisation }),
  ...(system && { instance: systemOf(system) }),
  ...(record && { record: recordOf(record, ids) }),
});

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
