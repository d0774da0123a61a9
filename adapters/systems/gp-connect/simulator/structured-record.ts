import { z } from 'zod';
import { NHS_NUMBER_SYSTEM, parseNhsNumber } from '../../../../schema/identifiers';
import { BUNDLE_PROFILE, INCLUDE, type Area } from '../vocabulary';
import { areaResources, type Wanted } from './areas';
import { notSupported, Refused } from './outcome';
import { patientResource, practiceResources, type Practice, type Registered, type Resource } from './practice';
import type { HttpReply } from '../../../simulation/http-simulator';

const part = z.looseObject({ name: z.string() });
const parameters = z.object({
  resourceType: z.literal('Parameters'),
  parameter: z.array(
    z.looseObject({
      name: z.string(),
      valueIdentifier: z.object({ system: z.string(), value: z.string() }).optional(),
      part: z.array(part).default([]),
    }),
  ),
});
type Parameter = z.output<typeof parameters>['parameter'][number];

/** Parameters of the specification that this provider has not built. */
const KNOWN_ELSEWHERE = [
  'includeConsultations',
  'includeInvestigations',
  'includeReferrals',
  'includeUncategorisedData',
  'includeDiaryEntries',
];

const readParameters = (body: Buffer): readonly Parameter[] => {
  const json = ((): unknown => {
    try {
      return JSON.parse(body.toString('utf8'));
    } catch {
      return undefined;
    }
  })();
  const read = parameters.safeParse(json);
  if (!read.success) throw new Refused('INVALID_RESOURCE', 'The body is not a Parameters resource');
  return read.data.parameter;
};

const whoIsAsked = (asked: readonly Parameter[], { registered }: Practice): Registered => {
  const identifier = asked.find(({ name }) => name === 'patientNHSNumber')?.valueIdentifier;
  if (identifier === undefined) throw new Refused('INVALID_PARAMETER', 'patientNHSNumber is missing');
  if (identifier.system !== NHS_NUMBER_SYSTEM)
    throw new Refused('INVALID_IDENTIFIER_SYSTEM', 'patientNHSNumber is no NHS number');
  const number = parseNhsNumber(identifier.value);
  if (number === null || number !== identifier.value)
    throw new Refused('INVALID_NHS_NUMBER', 'patientNHSNumber fails its check digit');
  const one = registered.find(({ person }) => person.nhsNumber === number);
  if (one === undefined) throw new Refused('PATIENT_NOT_FOUND', 'No record');
  if (one.record.refusal !== undefined) throw new Refused(one.record.refusal, 'No record');
  return one;
};

const valueOf = (one: Record<string, unknown>): unknown =>
  Object.entries(one).find(([name]) => name.startsWith('value'))?.[1];

const wantedOf = (area: Area, asked: Parameter): Wanted => {
  if (asked.part.some((each) => valueOf(each) === undefined))
    throw new Refused('INVALID_PARAMETER', `A part of ${asked.name} has no value`);
  const value = (name: string): unknown => {
    const found = asked.part.find((each) => each.name === name);
    return found === undefined ? undefined : valueOf(found);
  };
  if (area === 'allergies' && typeof value('includeResolvedAllergies') !== 'boolean')
    throw new Refused('INVALID_PARAMETER', 'includeAllergies needs includeResolvedAllergies');
  return { area, part: (name) => value(name) === true };
};

/** `POST Patient/$gpc.getstructuredrecord`. Throws {@link Refused}. */
export const structuredRecord = (body: Buffer, practice: Practice, unsupported: readonly string[]): HttpReply => {
  const asked = readParameters(body);
  const one = whoIsAsked(asked, practice);
  const includes = asked.filter(({ name }) => name !== 'patientNHSNumber');
  const areaOf = ({ name }: Parameter): Area | undefined =>
    (Object.keys(INCLUDE) as Area[]).find((area) => INCLUDE[area] === name);
  if (!includes.some((each) => areaOf(each) !== undefined || KNOWN_ELSEWHERE.includes(each.name)))
    throw new Refused('INVALID_PARAMETER', 'No recognised parameter');
  const built = includes.flatMap((each): Wanted[] => {
    const area = areaOf(each);
    return area === undefined || unsupported.includes(each.name) ? [] : [wantedOf(area, each)];
  });
  const strange = includes
    .filter((each) => areaOf(each) === undefined || unsupported.includes(each.name))
    .map(({ name }) => name);
  const resources: readonly Resource[] = [
    patientResource(one),
    ...practiceResources(practice, one),
    ...built.flatMap((wanted) => areaResources(practice, one, wanted)),
    ...(strange.length === 0 ? [] : [notSupported(strange)]),
  ];
  return {
    status: 200,
    body: {
      resourceType: 'Bundle',
      meta: { profile: [BUNDLE_PROFILE] },
      type: 'collection',
      entry: resources.map((resource) => ({ resource })),
    },
  };
};
