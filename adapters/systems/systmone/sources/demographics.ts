import { absent, failed, found, type Answer } from '../../../../schema/answer';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, parseNhsNumber, parseOdsCode } from '../../../../schema/identifiers';
import { keyOfResource } from '../../../../schema/record-key';
import { parsePartialDate } from '../../../../schema/time';
import { conceptOf, contactPointOf, extensionOf, identifierOf, oneOf, stated } from '../../../uk-core/fhir/elements';
import { presentName, writtenName } from '../../../uk-core/fhir/human-name';
import { ETHNIC_CATEGORY_EXTENSION } from '../fhir/vocabulary';
import { findPatients, isReplaced, presentOf, traceStatusOf, type KnownPatient } from './patients';
import { recordSource } from '../../../uk-core/sources/reading';
import { securityLabelsOf } from '../../../uk-core/security-labels';
import type { PersonSource } from '../../../contract';
import type { Demographics, GeneralPractice, NextOfKin } from '../../../../schema/clinical/person';
import type { Address, HumanName, SecurityLabel } from '../../../../schema/clinical/values';
import type { SourceStamp, Warning } from '../../../../schema/answer';
import type { FhirHumanName } from '../../../wire/fhir/values';
import type { FhirPatient } from '../fhir/patient';
import type { UkCoreServer } from '../../../uk-core/server';

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

const addressOf = ({ address }: FhirPatient): Address | undefined => {
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

const practiceOf = ({ generalPractitioner }: FhirPatient): GeneralPractice | undefined => {
  const practice = generalPractitioner.find(({ identifier }) => parseOdsCode(identifier?.value ?? '') !== null);
  const odsCode = parseOdsCode(practice?.identifier?.value ?? '');
  return odsCode === null ? undefined : stated({ odsCode, name: practice?.display });
};

const nextOfKinOf = ({ contact }: FhirPatient, { instance }: UkCoreServer): readonly NextOfKin[] =>
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

const isRestricted = (one: FhirPatient): boolean => securityLabelsOf(one).some((label) => RESTRICTED.includes(label));

const demographicsOf = (resource: FhirPatient, stamp: SourceStamp, systmone: UkCoreServer): Demographics => {
  const { instance, organisation } = systmone;
  const goesBy = presentName(resource.name);
  const name = goesBy === undefined ? { text: 'Not stated', given: [] } : nameOf(goesBy);
  const present = presentOf(resource, systmone);
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
    traceStatus: traceStatusOf(resource, systmone),
    identifiers: identifiers.filter(({ system }) => system !== NHS_NUMBER_SYSTEM),
    name,
    otherNames: resource.name.filter((each) => each !== goesBy).map(nameOf),
    gender: oneOf(['male', 'female', 'other'], resource.gender),
    birthDate: resource.birthDate === undefined ? undefined : (parsePartialDate(resource.birthDate) ?? undefined),
    // R4 has no word for an estimated date; SystmOne sends a partial one instead.
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
    nextOfKin: nextOfKinOf(resource, systmone),
    restricted: isRestricted(resource),
  });
};

/** Nobody was found, and it may be that not all was searched: whatever SystmOne calls that, this is how it is read. */
const NOT_WHOLE: Warning = {
  code: 'ANSWER_NOT_WHOLE',
  text: 'SystmOne says of its own answer that it is not whole; there may be a record',
};

const answerOf = (known: KnownPatient, systmone: UkCoreServer): Answer<Demographics> => {
  if (known.kind === 'failed') return failed(known.error);
  const { source, warnings, complete } = known;
  const standing = known.patients.filter((each) => each.active !== false && !isReplaced(each));
  const records = (standing.length > 0 ? standing : known.patients)
    .map((resource) => demographicsOf(resource, source, systmone))
    .sort((a, b) => b.source.asOf.localeCompare(a.source.asOf));
  const [newest] = records;
  if (newest === undefined) return absent(source, known.searchedWhole ? warnings : [...warnings, NOT_WHOLE]);
  // Hidden in one of two linked records is hidden.
  const restricted = known.patients.some(isRestricted);
  return found({ ...newest, restricted }, source, { complete, warnings });
};

/** The person as SystmOne has them; of two records the one in use, replaced by no merge, changed last. One call for all. */
export const demographicsOfPeople =
  (systmone: UkCoreServer): PersonSource<'demographics'> =>
  async (people, _selection, ask) =>
    (await findPatients(systmone, people, ask)).map((known) => answerOf(known, systmone));
