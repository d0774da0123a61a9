import { z } from 'zod';
import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { conceptOf, hasCode, stated } from '../fhir/elements';
import { observation, type FhirObservation } from '../fhir/observation';
import { labelledAs } from '../security-labels';
import { NEWS2_PARAMETERS, NEWS2_PARTS, NEWS2_TOTAL } from '../vocabulary';
import { observationStatus } from './observations';
import { includedOf } from './reading';
import { localReference } from '../../wire/fhir/references';
import { fhirMeta } from '../../wire/fhir/values';
import type { EarlyWarningScore } from '../../../schema/clinical/observation';
import type { SubjectOfRecord } from '../../../schema/clinical/encounter';
import type { WardKey } from '../../../schema/clinical/location';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer, Query, Searched } from '../server';

/** The total with the sub-scores that belong to it, and whom it is about. */
export const WITH_SCORES: Query = {
  code: `http://snomed.info/sct|${NEWS2_TOTAL}`,
  _include: ['Observation:patient', 'Observation:has-member'],
};
/** For the newest score: one that was withdrawn must not stand before the one that holds. */
export const STANDING = 'final,amended,corrected';

const wholeNumber = ({ valueQuantity, valueInteger }: FhirObservation, highest: number): number | undefined => {
  const value = valueInteger ?? (valueQuantity?.value === undefined ? undefined : Number(valueQuantity.value));
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= highest ? value : undefined;
};

/** How a part is to be handled is told though the rest of it cannot be read. */
const labelled = z.object({ id: z.string(), meta: fhirMeta.optional() });

const PART_CODES: readonly string[] = Object.values(NEWS2_PARTS);

/** Of which parameter a sub-score is, by its code: the two scales of SpO2 are one. */
const parameterOf = (code: string): string => (code === NEWS2_PARTS.spo2Scale2 ? NEWS2_PARTS.spo2Scale1 : code);

export type ScoreReader = (
  resource: FhirObservation,
  source: RecordSource,
  of: {
    readonly subject: SubjectOfRecord;
    readonly ward?: WardKey | undefined;
    readonly visit?: string | undefined;
  },
) => EarlyWarningScore | undefined;

/**
 * Totals as the source scored them (RCP 2017: 0 to 20, 0 to 3 a parameter). Undefined for a round without a total:
 * nobody was scored then. A single 3 is denied only when all seven parameters came with the total. A total is labelled as
 * each observation that it is made of: it tells what they tell.
 */
export const scoreReader = (searched: Searched, server: UkCoreServer): ScoreReader => {
  const all = includedOf(searched, 'Observation', observation);
  const labels = includedOf(searched, 'Observation', labelled);
  return (resource, source, { subject, ward, visit }) => {
    if (!hasCode(resource.code, NEWS2_TOTAL)) throw new NotFhir('Observation.code is not the NEWS2 total');
    const total = wholeNumber(resource, 20);
    if (total === undefined && (!resource.hasValue || resource.dataAbsentReason !== undefined)) return undefined;
    if (total === undefined) throw new NotFhir('Observation.value is not a NEWS2 total');
    const members = resource.hasMember.flatMap(({ reference }) => (reference ? [localReference(reference)] : []));
    const parts = members.flatMap((reference) => {
      const member = all.get(reference);
      const code = conceptOf(member?.code, server.instance);
      const part = code?.codings.find((coding) => PART_CODES.includes(coding.code));
      const score = member === undefined ? undefined : wholeNumber(member, 3);
      return code && part && score !== undefined ? [{ code, score, parameter: parameterOf(part.code) }] : [];
    });
    const parameters = new Set(parts.map(({ parameter }) => parameter));
    const anyThree = parts.some(({ score }) => score === 3);
    return stated({
      key: keyOfResource(server.instance, resource),
      source: labelledAs(source, ...members.flatMap((reference) => labels.get(reference) ?? [])),
      status: observationStatus(resource.status),
      effective: resource.effective,
      total,
      parts: parts.map(({ code, score }) => ({ code, score })),
      singleThree: anyThree ? true : parameters.size === NEWS2_PARAMETERS ? false : undefined,
      subject,
      ward,
      visit,
    });
  };
};
