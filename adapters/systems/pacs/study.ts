import type { ImagingStudy } from '../../../schema/clinical/imaging';
import type { CodeableConcept, RecordSource } from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';
import { fromLondonWall, parseInstant, parseLocalDate } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { codingSystem } from '../../segments/cwe';
import type { DataSet } from '../../wire/dicomweb/data-set';
import { dayOfDa, wallMoment } from '../../wire/dicomweb/moment';
import { NotDicom } from '../../wire/dicomweb/not-dicom';

/** What is asked for beyond the standard set, and what is read of the standard set by archives that send less. */
export const INCLUDED = [
  'StudyDescription',
  'ProcedureCodeSequence',
  'OtherPatientIDsSequence',
  'IssuerOfPatientID',
  'PatientBirthDate',
] as const;

const AVAILABILITY = ['ONLINE', 'NEARLINE', 'OFFLINE', 'UNAVAILABLE'] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** StudyDate and StudyTime with the archive's offset, else by London's clock. */
const startedOf = (study: DataSet): Instant | undefined => {
  const wall = wallMoment(study.text('StudyDate') ?? '', study.text('StudyTime'), study.text('TimezoneOffsetFromUTC'));
  if (wall === null) return undefined;
  const { year, month, day, hour, minute, second, offset } = wall;
  if (offset === undefined) return fromLondonWall(year, month, day, hour, minute, second).instant;
  const text = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`;
  return parseInstant(text) ?? undefined;
};

/** ProcedureCodeSequence (0008,1032): one concept in the schemes the archive knows. */
const procedureOf = (study: DataSet, instance: InstanceName): CodeableConcept | undefined => {
  const codings = study.items('ProcedureCodeSequence').flatMap((item) => {
    const code = item.text('CodeValue');
    const display = item.text('CodeMeaning');
    if (code === undefined) return [];
    const system = codingSystem(item.text('CodingSchemeDesignator') ?? '', instance, 'procedure');
    return [{ system, code, ...(display === undefined ? {} : { display }) }];
  });
  const [first] = codings;
  return first === undefined ? undefined : { text: first.display ?? first.code, codings };
};

/** A study without its key, which depends on the others found. Throws {@link NotDicom}. */
export const readStudy = (study: DataSet, instance: InstanceName, source: RecordSource): Omit<ImagingStudy, 'key'> => {
  const uid = study.text('StudyInstanceUID');
  if (uid === undefined) throw new NotDicom('A study has no StudyInstanceUID');
  const accessionNumber = study.text('AccessionNumber');
  const description = study.text('StudyDescription');
  const code = procedureOf(study, instance);
  const started = startedOf(study);
  const startedDate = started === undefined ? parseLocalDate(dayOfDa(study.text('StudyDate') ?? '') ?? '') : null;
  const availability = study.text('InstanceAvailability');
  const series = study.integer('NumberOfStudyRelatedSeries');
  const instances = study.integer('NumberOfStudyRelatedInstances');
  return {
    source,
    uid,
    modalities: study.texts('ModalitiesInStudy'),
    availability: AVAILABILITY.find((known) => known === availability) ?? 'UNKNOWN',
    ...(accessionNumber === undefined ? {} : { accessionNumber }),
    ...(description === undefined ? {} : { description }),
    ...(code === undefined ? {} : { code }),
    ...(started === undefined ? {} : { started }),
    ...(startedDate === null ? {} : { startedDate }),
    ...(series === undefined ? {} : { series }),
    ...(instances === undefined ? {} : { instances }),
  };
};

/**
 * `organisation|accession number`; the study's UID where it has none, or where several studies share it: under one key
 * all but one of them would vanish.
 */
export const withKeys = (
  studies: readonly Omit<ImagingStudy, 'key'>[],
  organisation: string,
): readonly ImagingStudy[] => {
  const times = new Map<string, number>();
  for (const { accessionNumber } of studies)
    if (accessionNumber !== undefined) times.set(accessionNumber, (times.get(accessionNumber) ?? 0) + 1);
  return studies.map((study) => {
    const { accessionNumber, uid } = study;
    const own = accessionNumber !== undefined && times.get(accessionNumber) === 1;
    return { ...study, key: `${organisation}|${own ? accessionNumber : uid}` };
  });
};
