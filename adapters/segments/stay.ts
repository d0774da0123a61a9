import type { EncounterClass } from '../../schema/clinical/encounter';
import type { Patch, StayFacts } from '../../schema/events';
import type { LocalDate } from '../../schema/time';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { ADMISSION_METHOD } from './codes/admission-method';
import { ADMISSION_SOURCE } from './codes/admission-source';
import { coded } from './codes/code-table';
import { DISCHARGE_DESTINATION } from './codes/discharge-destination';
import { dischargeMethod } from './codes/discharge-method';
import { TREATMENT_FUNCTION } from './codes/treatment-function';
import { codeableConcept } from './cwe';
import { instantsInOrder } from './in-order';
import { patchOf, said } from './patch';
import { personLocation } from './pl';
import { dateAloneOfTs, dateOfTs } from './ts';
import { party } from './xcn';

/** The segments of one stay. */
export interface StaySegments {
  readonly pv1: Segment;
  readonly pv2?: Segment | undefined;
  readonly zu1?: Segment | undefined;
}

/** PV1-2 in ITK, and the day case that others send beside it. */
const CLASSES: Readonly<Record<string, EncounterClass>> = {
  I: 'IMP',
  B: 'IMP',
  P: 'IMP',
  'DAY CASE': 'IMP',
  E: 'EMER',
  O: 'AMB',
  R: 'AMB',
};

/** The responsible consultant is PV1-9 in ITK; PV1-7 where that is left out. */
export const consultantOf = (pv1: Segment, profile: FeedProfile) =>
  said(pv1, pv1.raw(9) === '' ? 7 : 9, (segment) => party(segment, segment.raw(9) === '' ? 7 : 9, profile.instance));

export const specialtyOf = (pv1: Segment, profile: FeedProfile) =>
  said(pv1, 10, (segment) => coded(TREATMENT_FUNCTION, segment.text(10), profile.instance));

/**
 * PV1-3 is replaced as a whole: a ward sent without a bed takes the patient out of the bed they were in. `""` in its ward or
 * its bed alone takes them out of that.
 */
const placeOf = (pv1: Segment, profile: FeedProfile): Patch<Pick<StayFacts, 'ward' | 'bed'>> => {
  const place = said(pv1, 3, (segment) => personLocation(segment, 3, profile));
  if (place === undefined) return {};
  if (place?.ward !== undefined) return { ward: place.ward, bed: place.bed ?? null };
  const isDeleted = (component: number): boolean => place === null || pv1.value(3, component).state === 'null';
  if (isDeleted(profile.pl.ward)) return { ward: null, bed: null };
  return profile.pl.bed !== undefined && isDeleted(profile.pl.bed) ? { bed: null } : {};
};

const sensitive = (pv1: Segment) =>
  said(pv1, 16, (segment) => {
    const code = segment.text(16).toUpperCase();
    return code === 'S' || code === 'Y' ? true : code === 'N' || code === 'I' ? false : undefined;
  });

const yesOrNo = (code: string): boolean | undefined => (code === 'Y' ? true : code === 'N' ? false : undefined);

/** The day of a TS that names no time of day. */
const dayAlone = (segment: Segment, field: number): LocalDate | undefined =>
  dateAloneOfTs(segment.text(field)) === undefined ? undefined : dateOfTs(segment.text(field));

/** What PV1, PV2 and ZU1 say of a stay (ITK section 4.3), as a patch. */
export const stayFacts = ({ pv1, pv2, zu1 }: StaySegments, profile: FeedProfile): Patch<StayFacts> => {
  const { instance } = profile;
  const emergency = pv1.text(2).toUpperCase() === 'E';
  const [came, left] = instantsInOrder([pv1.text(44), pv1.text(45)]);
  return patchOf<StayFacts>({
    class: said(pv1, 2, (segment) => CLASSES[segment.text(2).toUpperCase()]),
    ...placeOf(pv1, profile),
    admittedAt: said(pv1, 44, (segment) => dayAlone(segment, 44) ?? came),
    dischargedAt: said(pv1, 45, (segment) => dayAlone(segment, 45) ?? left),
    admissionMethod: said(pv1, 4, (segment) => coded(ADMISSION_METHOD, segment.text(4), instance)),
    admissionSource: said(pv1, 14, (segment) => coded(ADMISSION_SOURCE, segment.text(14), instance)),
    dischargeMethod: said(pv1, 36, (segment) => dischargeMethod(segment.text(36), emergency, instance)),
    dischargeDestination: said(pv1, 37, (segment) => coded(DISCHARGE_DESTINATION, segment.text(37), instance)),
    specialty: specialtyOf(pv1, profile),
    consultant: consultantOf(pv1, profile),
    reason: said(pv2, 3, (segment) => codeableConcept(segment, 3, instance, 'admit-reason')),
    expectedAdmission: said(pv2, 8, (segment) => dateOfTs(segment.text(8))),
    expectedDischarge: said(pv2, 9, (segment) => dateOfTs(segment.text(9))),
    medicallyFit: said(zu1, 22, (segment) => yesOrNo(segment.text(22).toUpperCase())),
    readyForDischarge: said(zu1, 24, (segment) => dateOfTs(segment.text(24))),
    sensitive: sensitive(pv1),
  });
};
