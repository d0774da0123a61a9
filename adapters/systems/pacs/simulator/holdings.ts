import { londonStamp } from '../../../../schema/time';
import type { Hospital, SimPerson, SimStudy } from '../../../simulation/hospital';
import type { Keyword } from '../../../wire/dicomweb/tags';
import { jsonDataSet, type Entry, type JsonDataSet } from './element';

const ISSUER = 'RWE';
const SEX: Readonly<Record<SimPerson['sex'], string>> = { male: 'M', female: 'F', other: 'O', unknown: '' };
const SOP_CLASS: Readonly<Record<string, string>> = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  SR: '1.2.840.10008.5.1.4.1.1.88.11',
};
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

const digitsOf = (text: string): number => Number(text.replace(/\D/g, ''));

/** A few studies came over the image exchange, which files them under the NHS number. */
const cameOverTheExchange = (study: SimStudy, person: SimPerson): boolean =>
  person.nhsNumber !== undefined && person.traceStatus === '01' && digitsOf(study.accession) % 5 === 2;

/** For one person in four the archive was never told an NHS number. */
const knowsNhsNumber = (person: SimPerson): boolean => digitsOf(person.key) % 4 !== 2;

const numbersOf = (study: SimStudy, person: SimPerson): readonly Entry[] => {
  const { nhsNumber, rweNumber } = person;
  if (nhsNumber !== undefined && (rweNumber === undefined || cameOverTheExchange(study, person)))
    return [
      ['PatientID', 'LO', [nhsNumber]],
      ['IssuerOfPatientID', 'LO', ['NHS']],
    ];
  const other = jsonDataSet(['PatientID', 'LO', nhsNumber ? [nhsNumber] : []], ['IssuerOfPatientID', 'LO', ['NHS']]);
  return [
    ['PatientID', 'LO', rweNumber === undefined ? [] : [rweNumber]],
    ['IssuerOfPatientID', 'LO', [ISSUER]],
    ['OtherPatientIDsSequence', 'SQ', nhsNumber !== undefined && knowsNhsNumber(person) ? [other] : []],
  ];
};

const examination = ({ examination: { nicip, snomed, display } }: SimStudy): readonly JsonDataSet[] =>
  [
    [snomed, 'SCT'],
    [nicip, 'NICIP'],
  ].map(([code, scheme]) =>
    jsonDataSet(
      ['CodeValue', 'SH', [code]],
      ['CodingSchemeDesignator', 'SH', [scheme]],
      ['CodeMeaning', 'LO', [display]],
    ),
  );

/** Everything the archive knows of a study; an answer holds a part of it. */
const studyDataSet = (study: SimStudy, person: SimPerson, baseUrl: string): JsonDataSet => {
  const stamp = londonStamp(study.started);
  const instances = study.series.reduce((total, series) => total + series.instances.length, 0);
  return jsonDataSet(
    ['SpecificCharacterSet', 'CS', ['ISO_IR 192']],
    ['StudyDate', 'DA', [stamp.slice(0, 8)]],
    ['StudyTime', 'TM', [stamp.slice(8)]],
    ['AccessionNumber', 'SH', [study.accession]],
    ['InstanceAvailability', 'CS', [study.availability]],
    ['ModalitiesInStudy', 'CS', study.modalities],
    ['ReferringPhysicianName', 'PN'],
    ['StudyDescription', 'LO', [study.description]],
    ['ProcedureCodeSequence', 'SQ', examination(study)],
    ['RetrieveURL', 'UR', [`${baseUrl}/studies/${study.uid}`]],
    ['PatientName', 'PN', [{ Alphabetic: `${person.family.toUpperCase()}^${person.given.toUpperCase()}` }]],
    ...numbersOf(study, person),
    ['PatientBirthDate', 'DA', [person.birthDate.replaceAll('-', '')]],
    ['PatientSex', 'CS', SEX[person.sex] === '' ? [] : [SEX[person.sex]]],
    ['StudyInstanceUID', 'UI', [study.uid]],
    ['StudyID', 'SH'],
    ['NumberOfStudyRelatedSeries', 'IS', [study.series.length]],
    // IS may be written as a number or as a string: both are met.
    ['NumberOfStudyRelatedInstances', 'IS', [String(instances)]],
  );
};

/** What every answer about a study holds (PS3.18 table 10.6.3-3); the rest only by `includefield`. */
export const STANDARD_STUDY: readonly Keyword[] = [
  'SpecificCharacterSet',
  'StudyDate',
  'StudyTime',
  'AccessionNumber',
  'InstanceAvailability',
  'ModalitiesInStudy',
  'ReferringPhysicianName',
  'RetrieveURL',
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyInstanceUID',
  'StudyID',
  'NumberOfStudyRelatedSeries',
  'NumberOfStudyRelatedInstances',
];

export interface Holding {
  readonly study: SimStudy;
  readonly dataSet: JsonDataSet;
}

/** The archive's studies, newest first. */
export const holdingsOf = (hospital: Hospital, baseUrl: string): readonly Holding[] => {
  const people = new Map(hospital.people.map((person) => [person.key, person]));
  return [...hospital.studies]
    .sort((a, b) => b.started.localeCompare(a.started) || a.uid.localeCompare(b.uid))
    .flatMap((study) => {
      const person = people.get(study.person);
      return person === undefined ? [] : [{ study, dataSet: studyDataSet(study, person, baseUrl) }];
    });
};

type Series = SimStudy['series'][number];

export const seriesDataSet = (study: SimStudy, series: Series, at: number, baseUrl: string): JsonDataSet =>
  jsonDataSet(
    ['SpecificCharacterSet', 'CS', ['ISO_IR 192']],
    ['Modality', 'CS', [series.modality]],
    ['SeriesDescription', 'LO', [series.description]],
    ['RetrieveURL', 'UR', [`${baseUrl}/studies/${study.uid}/series/${series.uid}`]],
    ['StudyInstanceUID', 'UI', [study.uid]],
    ['SeriesInstanceUID', 'UI', [series.uid]],
    ['SeriesNumber', 'IS', [at]],
    ['NumberOfSeriesRelatedInstances', 'IS', [series.instances.length]],
  );

export const instanceDataSets = (study: SimStudy, series: Series): readonly JsonDataSet[] =>
  series.instances.map((uid, index) =>
    jsonDataSet(
      ['SpecificCharacterSet', 'CS', ['ISO_IR 192']],
      ['SOPClassUID', 'UI', [SOP_CLASS[series.modality] ?? SECONDARY_CAPTURE]],
      ['SOPInstanceUID', 'UI', [uid]],
      ['InstanceAvailability', 'CS', [study.availability]],
      ['StudyInstanceUID', 'UI', [study.uid]],
      ['SeriesInstanceUID', 'UI', [series.uid]],
      ['InstanceNumber', 'IS', [index + 1]],
      ...(series.modality === 'SR'
        ? []
        : ([
            ['Rows', 'US', [512]],
            ['Columns', 'US', [512]],
          ] as const)),
    ),
  );
