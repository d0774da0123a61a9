import { compareBirthDates } from '../../../schema/clinical/birth-date';
import { now } from '../../../schema/clock';
import { NHS_NUMBER_SYSTEM, type NhsNumber } from '../../../schema/identifiers';
import { SourceFault } from '../../contract';
import { asSourceFault } from '../../source-fault';
import { readBundle } from '../../wire/fhir/bundle';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { localReference } from '../../wire/fhir/references';
import { readAs, type FhirReference, type FhirResource } from '../../wire/fhir/values';
import { isPresent } from '../../uk-core/fhir/elements';
import { hasCode } from './fhir/elements';
import { list, patient, type FhirList, type FhirPatient } from './fhir/resources';
import { AREA, ENDED_ALLERGIES, INCLUDE, type Area } from './vocabulary';
import type { Ask } from '../../../schema/capabilities';
import type { Warning } from '../../../schema/answer';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Practice } from './practice';

/** One area of one person's record, checked to be theirs. */
export interface StructuredRecord {
  /** The area's lists; empty only when the practice's system does not give the area, which its warnings say. */
  readonly lists: readonly FhirList[];
  /** Everything in the bundle, by `Type/id`. */
  readonly resources: ReadonlyMap<string, FhirResource>;
  /** True for the person asked about, and for nobody. */
  isTheirs(reference: FhirReference | undefined): boolean;
  readonly warnings: readonly Warning[];
}

export interface AskedPerson {
  readonly person: PersonIdentity;
  readonly nhsNumber: NhsNumber;
}

/**
 * GP Connect asks that the number was traced. It is all that a practice is asked by, so the birth date must agree (identity
 * rules): nothing that a practice says could be shown of somebody whose whole birth date is not known here. Throws
 * {@link SourceFault}.
 */
export const askable = (person: PersonIdentity): AskedPerson => {
  const { nhsNumber, nhsNumberVerified } = person;
  if (nhsNumber === undefined)
    throw new SourceFault('SOURCE_REFUSED', 'A practice cannot be asked without an NHS number');
  if (!nhsNumberVerified)
    throw new SourceFault('SOURCE_REFUSED', 'A practice cannot be asked by an NHS number that is not verified');
  if (compareBirthDates(person, person) !== 'agree')
    throw new SourceFault('SOURCE_REFUSED', 'A practice cannot be asked about a person whose birth date is not known');
  return { person, nhsNumber };
};

/** The NHS numbers that name a Patient still, without blanks. */
const numbersOf = ({ identifier }: FhirPatient, { clock }: Pick<Practice, 'clock'>): readonly string[] =>
  identifier
    .filter((each) => each.system === NHS_NUMBER_SYSTEM && isPresent(each, now(clock)))
    .map(({ value }) => value?.replace(/\s/g, '') ?? '');

/** Throws unless the practice's Patient is the person asked about: nothing of another's record may be shown. */
const checkPatient = (
  found: FhirPatient,
  { person, nhsNumber }: AskedPerson,
  practice: Pick<Practice, 'clock'>,
): void => {
  const numbers = numbersOf(found, practice);
  if (numbers.length === 0 || numbers.some((number) => number !== nhsNumber))
    throw new SourceFault('SOURCE_INVALID', 'The practice answered about another person; nothing of it is shown');
  const born = compareBirthDates(found, person);
  if (born === 'differ')
    throw new SourceFault('SOURCE_INVALID', "The practice's record has another birth date; nothing of it is shown");
  // CareConnect-GPC-Patient-1 has birthDate 1..1.
  if (born === 'unsure')
    throw new SourceFault('SOURCE_INVALID', "The practice's record lacks a whole birth date; nothing of it is shown");
};

/**
 * The one Patient of an answer, who is the person asked about; undefined where there is none, `held-twice` where several
 * have that NHS number. Throws {@link SourceFault} where it is another's.
 */
export const onlyPatient = (
  patients: readonly FhirPatient[],
  asked: AskedPerson,
  practice: Pick<Practice, 'clock'>,
): FhirPatient | 'held-twice' | undefined => {
  const holders = patients.filter((each) => numbersOf(each, practice).includes(asked.nhsNumber));
  if (new Set(holders.map(({ id }) => id)).size > 1) return 'held-twice';
  const [one, ...others] = patients;
  if (others.length > 0) throw new SourceFault('SOURCE_INVALID', 'The practice did not say whom its answer is about');
  if (one !== undefined) checkPatient(one, asked, practice);
  return one;
};

/** The parts that make an area whole: ended allergies, and each issue of a medicine. */
const PARTS: Readonly<Record<Area, readonly { readonly name: string; readonly valueBoolean: boolean }[]>> = {
  allergies: [{ name: 'includeResolvedAllergies', valueBoolean: true }],
  medications: [{ name: 'includePrescriptionIssues', valueBoolean: true }],
  problems: [],
  immunisations: [],
};

const parametersFor = (area: Area, nhsNumber: NhsNumber): object => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'patientNHSNumber', valueIdentifier: { system: NHS_NUMBER_SYSTEM, value: nhsNumber } },
    { name: INCLUDE[area], ...(PARTS[area].length === 0 ? {} : { part: PARTS[area] }) },
  ],
});

const isOfArea = (area: Area, { code }: FhirList): boolean =>
  hasCode(code, AREA[area]) || (area === 'allergies' && hasCode(code, ENDED_ALLERGIES));

const NOT_IMPLEMENTED = 'NOT_IMPLEMENTED';

export const UNREADABLE: Warning = {
  code: 'RECORD_UNREADABLE',
  text: 'The practice sent a record that could not be read; it is left out',
};

/** Undefined for one that cannot be read: of which area it is, nobody knows then. */
const listOf = (resource: FhirResource): FhirList | undefined => {
  try {
    return readAs(list, resource);
  } catch (error) {
    if (error instanceof NotFhir) return undefined;
    throw error;
  }
};

/** Reads the bundle as one person's; `held-twice` as {@link onlyPatient} has it. Throws NotFhir, or {@link SourceFault} where it is another's or says nothing. */
const readRecord = (
  body: unknown,
  area: Area,
  asked: AskedPerson,
  practice: Practice,
): StructuredRecord | 'held-twice' => {
  const { matches, warnings } = readBundle(body, 'collection');
  const patients = matches.filter(({ resourceType }) => resourceType === 'Patient');
  const found = onlyPatient(
    patients.map((each) => readAs(patient, each)),
    asked,
    practice,
  );
  if (found === undefined) throw new SourceFault('SOURCE_INVALID', 'The practice did not say whom its answer is about');
  if (found === 'held-twice') return found;
  const isTheirs = (reference: FhirReference | undefined): boolean => {
    const numbered = reference?.identifier?.system === NHS_NUMBER_SYSTEM ? reference.identifier.value : undefined;
    if (numbered !== undefined && numbered !== asked.nhsNumber) return false;
    return reference?.reference === undefined
      ? numbered !== undefined
      : localReference(reference.reference) === `Patient/${found.id}`;
  };
  const all = matches.filter(({ resourceType }) => resourceType === 'List').map(listOf);
  const lists = all.filter((each) => each !== undefined).filter((each) => isOfArea(area, each));
  const notGiven = warnings.some(({ code }) => code === NOT_IMPLEMENTED);
  // An answer without the list that was asked for would read as a person without entries.
  if (!notGiven && !lists.some(({ code }) => hasCode(code, AREA[area])))
    throw new SourceFault('SOURCE_INVALID', 'The practice answered without the list that was asked for');
  if (lists.some(({ subject }) => subject !== undefined && !isTheirs(subject)))
    throw new SourceFault('SOURCE_INVALID', 'The practice answered about another person; nothing of it is shown');
  return {
    lists,
    resources: new Map(matches.map((resource) => [`${resource.resourceType}/${resource.id ?? ''}`, resource])),
    isTheirs,
    warnings: [
      ...warnings.map((warning) =>
        warning.code === NOT_IMPLEMENTED
          ? { ...warning, text: `The practice's system does not give all of ${INCLUDE[area]}` }
          : warning,
      ),
      ...(all.includes(undefined) ? [UNREADABLE] : []),
    ],
  };
};

/** Asks for one area: one call, with that area's parameter alone. `held-twice` as {@link onlyPatient} has it. Throws {@link SourceFault}. */
export const askStructuredRecord = async (
  practice: Practice,
  area: Area,
  asked: AskedPerson,
  ask: Ask,
): Promise<StructuredRecord | 'held-twice'> => {
  const body = await practice.interact(
    'structuredRecord',
    { path: 'Patient/$gpc.getstructuredrecord', body: parametersFor(area, asked.nhsNumber) },
    ask,
  );
  try {
    return readRecord(body, area, asked, practice);
  } catch (error) {
    throw asSourceFault(error);
  }
};
