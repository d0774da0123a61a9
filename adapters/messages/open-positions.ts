/**
 * The only places of a message whose values are shown while it is masked: what every place else holds may be a
 * patient's, so a place is masked until somebody has looked at it and put it here. Here stand the envelope, set ids,
 * and codes that say what kind of thing is spoken of. Not here, on purpose: wards and beds (PV1-3), specialties
 * (PV1-10), abnormal flags (OBX-8), staff (EVN-5), all dates of care, and every Z segment.
 */
const WHOLE_SEGMENTS = new Set(['MSH', 'MSA', 'FHS', 'BHS', 'BTS', 'FTS', 'SFT']);

const FIELDS: Readonly<Record<string, readonly number[]>> = {
  EVN: [1, 2, 4], // event type, recorded at, reason code
  PID: [1],
  NK1: [1],
  PV1: [1, 2, 4, 18], // set id, class, admission type, patient type
  AL1: [1],
  DG1: [1],
  PR1: [1],
  ORC: [1, 5], // order control, order status
  OBR: [1, 4, 5, 24, 25], // set id, service, priority, section, result status
  OBX: [1, 2, 3, 4, 6, 11], // set id, type, observation, sub-id, units, status
  NTE: [1, 2],
  SPM: [1],
  TXA: [1],
  MFI: [1, 2, 3, 6],
  MFE: [1, 2],
  AIG: [1],
  AIL: [1],
  AIP: [1],
  AIS: [1],
  RGS: [1],
};

/** May the values of the field be seen without a reason? */
export const isOpen = (segment: string, field: number): boolean =>
  WHOLE_SEGMENTS.has(segment) || (FIELDS[segment]?.includes(field) ?? false);
