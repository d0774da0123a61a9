import { z } from 'zod';
import { firstMomentOf, lastMomentOf, parseInstant, parsePartialDate } from '../../../../schema/time';
import { stated } from '../../../uk-core/fhir/elements';
import {
  fhirCodeableConcept,
  type FhirCodeableConcept,
  type FhirPeriod,
  type FhirReference,
} from '../../../wire/fhir/values';
import type { Instant, PartialDate } from '../../../../schema/time';
import type { CodeableConcept, Party, Period } from '../../../../schema/clinical/values';
import type { InstanceName } from '../../../../schema/identifiers';

/** What STU3 has as R4 has it. */
export { hasCode, instant, oneOf, resourceOf, stated } from '../../../uk-core/fhir/elements';

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(\.0+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Practices write a whole day as its midnight with London's offset: read as the day, because midnight in British Summer
 * Time is the day before in UTC, and a course that ends on a day goes on to the end of it.
 */
const wholeDay = (text: string): string => MIDNIGHT.exec(text)?.[1] ?? text;

/** An STU3 `dateTime`. */
export const dateTime = z.string().transform((text, context): Instant | PartialDate => {
  const at = parsePartialDate(wholeDay(text)) ?? parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'is not a dateTime' });
  return z.NEVER;
});

/** Extensions that GP Connect uses; others pass unread. */
const extension = z.object({
  url: z.string(),
  valueCode: z.string().optional(),
  valueDateTime: dateTime.optional(),
  valueCodeableConcept: fhirCodeableConcept.optional(),
});
export const extensions = z.array(extension).default([]);
export type Extensions = z.output<typeof extensions>;
export const extensionOf = (all: Extensions, url: string): z.output<typeof extension> | undefined =>
  all.find((each) => each.url === url);

/** Undefined when it holds neither text nor code. A code without a system is the practice's own. */
export const conceptOf = (
  concept: FhirCodeableConcept | undefined,
  instance: InstanceName,
): CodeableConcept | undefined => {
  if (concept === undefined) return undefined;
  const codings = concept.coding.flatMap(({ system, code, display }) =>
    code === undefined ? [] : [stated({ system: system ?? `urn:local:${instance}:code`, code, display })],
  );
  // What the clinician chose is shown first (STU3 Coding.userSelected), then any display.
  const chosen = concept.coding.find(({ userSelected, display }) => userSelected === true && display !== undefined);
  const shown = chosen ?? concept.coding.find(({ display }) => display !== undefined);
  const text = concept.text ?? shown?.display ?? codings[0]?.code;
  return text === undefined ? undefined : { text, codings };
};

/** Someone named by a reference; undefined when nothing shows who. */
export const partyOf = (reference: FhirReference | undefined): Party | undefined =>
  reference?.display === undefined ? undefined : { text: reference.display };

/** A bound that cannot be read is left open: a medicine is shown rather than lost for want of a date. */
export const periodOf = (value: FhirPeriod | undefined): Period => {
  const [start, end] = [wholeDay(value?.start ?? ''), wholeDay(value?.end ?? '')];
  return stated({
    start: firstMomentOf(start) ?? undefined,
    startDate: parsePartialDate(start) ?? undefined,
    end: lastMomentOf(end) ?? undefined,
    endDate: parsePartialDate(end) ?? undefined,
  });
};
