/** Attributes by keyword (PS3.6): what is asked for and read. Eight capital hexadecimal digits, as DICOM JSON writes them. */
export const TAG = {
  SpecificCharacterSet: '00080005',
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  StudyDate: '00080020',
  StudyTime: '00080030',
  AccessionNumber: '00080050',
  InstanceAvailability: '00080056',
  Modality: '00080060',
  ModalitiesInStudy: '00080061',
  ReferringPhysicianName: '00080090',
  CodeValue: '00080100',
  CodingSchemeDesignator: '00080102',
  CodeMeaning: '00080104',
  TimezoneOffsetFromUTC: '00080201',
  StudyDescription: '00081030',
  ProcedureCodeSequence: '00081032',
  SeriesDescription: '0008103E',
  RetrieveURL: '00081190',
  PatientName: '00100010',
  PatientID: '00100020',
  IssuerOfPatientID: '00100021',
  PatientBirthDate: '00100030',
  PatientSex: '00100040',
  OtherPatientIDsSequence: '00101002',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  StudyID: '00200010',
  SeriesNumber: '00200011',
  InstanceNumber: '00200013',
  NumberOfStudyRelatedSeries: '00201206',
  NumberOfStudyRelatedInstances: '00201208',
  NumberOfSeriesRelatedInstances: '00201209',
  NumberOfFrames: '00280008',
  Rows: '00280010',
  Columns: '00280011',
} as const;
export type Keyword = keyof typeof TAG;

const isKeyword = (text: string): text is Keyword => text in TAG;

/** An attribute named by keyword or by tag, as its tag; a dotted path (`OtherPatientIDsSequence.PatientID`) part by part. Null for an unknown one. */
export const tagPath = (name: string): readonly string[] | null => {
  const tags = name.split('.').map((part) => {
    if (/^[0-9A-Fa-f]{8}$/.test(part)) return part.toUpperCase();
    return isKeyword(part) ? TAG[part] : null;
  });
  return tags.every((tag) => tag !== null) ? tags : null;
};

/** Components of digits separated by points, 64 characters at most (PS3.5 section 9.1): safe in a path. */
export const isUid = (text: string): boolean => text.length <= 64 && /^\d+(\.\d+)+$/.test(text);
