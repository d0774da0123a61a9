import { absent, found, type Answer } from '../../../schema/answer';
import { BIRTH_DATE_DIFFERS } from '../../../schema/clinical/birth-date';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, parseNhsNumber, parseOdsCode } from '../../../schema/identifiers';
import { keyOfResource } from '../../../schema/record-key';
import { parsePartialDate } from '../../../schema/time';
import { conceptOf, contactPointOf, extensionOf, identifierOf, oneOf, partyOf, stated } from '../fhir/elements';
import { presentName, writtenName } from '../fhir/human-name';
import { findPatients, isReplaced, presentOf, traceStatusOf, type KnownPatient } from './patients';
import { recordSource } from './reading';
import { securityLabelsOf } from '../security-labels';
import { ETHNIC_CATEGORY_EXTENSION, PRACTITIONER_SYSTEMS } from '../vocabulary';
import type { PersonSource } from '../../contract';
import type { Demographics, GeneralPractice, NextOfKin } from '../../../schema/clinical/person';
import type { Address, HumanName, SecurityLabel } from '../../../schema/clinical/values';
import type { SourceStamp, Warning } from '../../../schema/answer';
import type { FhirHumanName, FhirReference } from '../../wire/fhir/values';
import type { RegisteredPatient } from '../fhir/registered-patient';
import type { UkCoreServer } from '../server';

const NAME_USES = ['official', 'usual', 'nickname', 'old'] as const;
const ADDRESS_USES = ['home', 'temp', 'old'] as const;

const nameOf = (name: FhirHumanName): HumanName => {
  const written = writtenName(name);
  return stated({
    text: written === '' ? (name.text ?? '') : written,
    family: name.family,
    given: name.given,
    prefix: name.prefix[0],
    use: NAME_USES.find((each) => each === name.use),
  });
};

const addressOf = ({ address }: RegisteredPatient): Address | undefined => {
  const current = address.filter(({ use }) => use !== 'old');
  const one = current.find(({ use }) => use === 'home') ?? current[0];
  if (one === undefined) return undefined;
  const written = [...one.line, one.city, one.postalCode].filter((part) => part).join(', ');
  return stated({
    text: one.text ?? written,
    line: one.line,
    city: one.city,
    postalCode: one.postalCode,
    use: ADDRESS_USES.find((each) => each === one.use),
  });
};

/** A practitioner's number looks like a practice's code (`G9999998`): its system tells them apart. */
const isPractitioner = ({ identifier, reference }: FhirReference): boolean =>
  reference?.startsWith('Practitioner') === true ||
  PRACTITIONER_SYSTEMS.some((system) => system === identifier?.system);

/** The practice leads, as it does in PD1: who the doctor is there says nothing without it. */
const practiceOf = ({ generalPractitioner }: RegisteredPatient): GeneralPractice | undefined => {
  const practice = generalPractitioner.find(
    (each) => !isPractitioner(each) && parseOdsCode(each.identifier?.value ?? '') !== null,
  );
  const odsCode = parseOdsCode(practice?.identifier?.value ?? '');
  return odsCode === null
    ? undefined
    : stated({
        odsCode,
        name: practice?.display,
        generalPractitioner: partyOf(generalPractitioner.find(isPractitioner)),
      });
};

const nextOfKinOf = ({ contact }: RegisteredPatient, { instance }: UkCoreServer): readonly NextOfKin[] =>
  contact.flatMap(({ name, relationship, telecom }) =>
    name === undefined
      ? []
      : [
          {
            name: nameOf(name),
            relationship: conceptOf(relationship[0], instance) ?? { text: 'Not stated', codings: [] },
            telecom: telecom.flatMap(contactPointOf),
          },
        ],
  );

/** Such a person's whereabouts are masked. */
const RESTRICTED: readonly SecurityLabel[] = ['restricted', 'very-restricted'];

const isRestricted = (one: RegisteredPatient): boolean =>
  securityLabelsOf(one).some((label) => RESTRICTED.includes(label));

const demographicsOf = (resource: RegisteredPatient, stamp: SourceStamp, server: UkCoreServer): Demographics => {
  const { instance, organisation } = server;
  const goesBy = presentName(resource.name);
  const name = goesBy === undefined ? { text: 'Not stated', given: [] } : nameOf(goesBy);
  const present = presentOf(resource, server);
  const valueUnder = (wanted: string) => present.find(({ system }) => system === wanted)?.value;
  const number = valueUnder(NHS_NUMBER_SYSTEM);
  const hospitalNumber = valueUnder(hospitalNumberSystem(organisation));
  const identifiers = present.flatMap((each) => identifierOf(each) ?? []);
  const preferred = resource.communication.find((each) => each.preferred === true)?.language;
  return stated({
    key: hospitalNumber === undefined ? keyOfResource(instance, resource) : `${organisation}|${hospitalNumber}`,
    // How it is labelled stands in `restricted`.
    source: recordSource({ meta: resource.meta && { ...resource.meta, security: [] } }, stamp),
    nhsNumber: number === undefined ? undefined : (parseNhsNumber(number) ?? undefined),
    traceStatus: traceStatusOf(resource, server),
    identifiers: identifiers.filter(({ system }) => system !== NHS_NUMBER_SYSTEM),
    name,
    otherNames: resource.name.filter((each) => each !== goesBy).map(nameOf),
    gender: oneOf(['male', 'female', 'other'], resource.gender),
    birthDate: resource.birthDate === undefined ? undefined : (parsePartialDate(resource.birthDate) ?? undefined),
    // R4 has no word for an estimated date; such a server sends a partial one, or one like any other.
    birthDateEstimated: false,
    deceased: resource.deceasedBoolean === true || resource.deceasedDateTime !== undefined,
    deceasedAt: resource.deceasedDateTime,
    address: addressOf(resource),
    telecom: resource.telecom.flatMap(contactPointOf),
    ethnicCategory: conceptOf(
      extensionOf(resource.extension, ETHNIC_CATEGORY_EXTENSION)?.valueCodeableConcept,
      instance,
    ),
    preferredLanguage: conceptOf(preferred, instance),
    generalPractice: practiceOf(resource),
    nextOfKin: nextOfKinOf(resource, server),
    restricted: isRestricted(resource),
  });
};

/** Nobody was found, and it may be that not all was searched: whatever the server calls that, this is how it is read. */
const notWhole = ({ dialect }: UkCoreServer): Warning => ({
  code: 'ANSWER_NOT_WHOLE',
  text: `${dialect.name} says of its own answer that it is not whole; there may be a record`,
});

/** Why a record is in doubt, beside that it is: which of the two dates is wrong, somebody has to look up. */
const birthDateDiffers = ({ dialect }: UkCoreServer): Warning => ({
  code: BIRTH_DATE_DIFFERS,
  text: `The record that ${dialect.name} holds under this person's number has another birth date`,
});

/** Two of theirs are in use, and they may say two things: who reads one has to know of the other. */
const notMerged = ({ dialect }: UkCoreServer): Warning => ({
  code: 'RECORDS_NOT_MERGED',
  text: `${dialect.name} holds more than one record of this person; what the one says that was changed last is shown`,
});

const answerOf = (known: KnownPatient, server: UkCoreServer): Answer<Demographics> => {
  const { source } = known;
  const standing = known.patients.filter((each) => each.active !== false && !isReplaced(each));
  const records = (standing.length > 0 ? standing : known.patients)
    .map((resource) => demographicsOf(resource, source, server))
    .sort((a, b) => b.source.asOf.localeCompare(a.source.asOf));
  const [newest, ...others] = records;
  const warnings = [
    ...known.warnings,
    ...(known.bornOtherwise ? [birthDateDiffers(server)] : []),
    ...(others.length > 0 ? [notMerged(server)] : []),
  ];
  if (newest === undefined) return absent(source, known.searchedWhole ? warnings : [...warnings, notWhole(server)]);
  // Hidden in one of two linked records is hidden.
  const restricted = known.patients.some(isRestricted);
  return found({ ...newest, restricted }, source, { complete: known.complete && others.length === 0, warnings });
};

/** The person as the server has them; of two records the one in use, replaced by no merge, changed last. One call for all. */
export const demographicsOfPeople =
  (server: UkCoreServer): PersonSource<'demographics'> =>
  async (people, _selection, ask) =>
    (await findPatients(server, people, ask)).map((known) => answerOf(known, server));
