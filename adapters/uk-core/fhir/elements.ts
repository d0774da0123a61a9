import { z } from 'zod';
import { firstMomentOf, lastMomentOf, parseInstant, parsePartialDate } from '../../../schema/time';
import {
  fhirCodeableConcept,
  fhirContactPoint,
  fhirIdentifier,
  fhirMeta,
  fhirModifiers,
  fhirPeriod,
  type FhirCodeableConcept,
  type FhirIdentifier,
  type FhirPeriod,
  type FhirQuantity,
  type FhirReference,
} from '../../wire/fhir/values';
import type { Instant, PartialDate } from '../../../schema/time';
import type {
  CodeableConcept,
  ContactPoint,
  Identifier,
  Party,
  Period,
  Quantity,
} from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';

/** FHIR `instant`, or a `dateTime` that reaches the second and carries its offset. */
export const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'is not a moment with an offset' });
  return z.NEVER;
});

/** FHIR `dateTime`: known to the year, the month, the day, or a moment. */
export const dateTime = z.string().transform((text, context): Instant | PartialDate => {
  const at = parsePartialDate(text) ?? parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'is not a dateTime' });
  return z.NEVER;
});

/** The values an extension read here may have; others pass unread. */
const extension = z.object({
  url: z.string(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueDate: z.string().optional(),
  valueCodeableConcept: fhirCodeableConcept.optional(),
});
export const extensions = z.array(extension).default([]);
export type Extensions = z.output<typeof extensions>;
export const extensionOf = (all: Extensions, url: string): z.output<typeof extension> | undefined =>
  all.find((each) => each.url === url);

/** What every resource read here must have: without an id it has no key, and modified it means something else. */
export const resourceOf = <Type extends string>(type: Type) =>
  z.object({
    resourceType: z.literal(type),
    id: z.string().min(1),
    meta: fhirMeta.optional(),
    modifierExtension: fhirModifiers,
  });

export const identifiers = z.array(fhirIdentifier).default([]);
export const period = fhirPeriod;

type Stated<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
/** Leaves out what was not said: a key that is there with `undefined` is another thing than no key. */
export const stated = <T extends object>(elements: T): Stated<T> =>
  Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined)) as Stated<T>;

/** Undefined when it holds neither text nor code. A code without a system is the instance's own. */
export const conceptOf = (
  concept: FhirCodeableConcept | undefined,
  instance: InstanceName,
): CodeableConcept | undefined => {
  if (concept === undefined) return undefined;
  const codings = concept.coding.flatMap(({ system, code, display }) =>
    code === undefined ? [] : [stated({ system: system ?? `urn:local:${instance}:code`, code, display })],
  );
  const text = concept.text ?? concept.coding.find(({ display }) => display !== undefined)?.display ?? codings[0]?.code;
  return text === undefined ? undefined : { text, codings };
};

/** Several as one: each says something beside the others. */
export const conceptOfAll = (
  concepts: readonly FhirCodeableConcept[],
  instance: InstanceName,
): CodeableConcept | undefined => {
  const read = concepts.flatMap((one) => conceptOf(one, instance) ?? []);
  if (read.length === 0) return undefined;
  return { text: read.map(({ text }) => text).join(', '), codings: read.flatMap(({ codings }) => codings) };
};

export const hasCode = (concept: FhirCodeableConcept | undefined, code: string): boolean =>
  concept?.coding.some((coding) => coding.code === code) ?? false;

export const identifierOf = ({ system, value }: FhirIdentifier): Identifier | undefined =>
  system === undefined || value === undefined ? undefined : { system, value };

/** Whether it still names whom it stands on: neither old (R4 identifier-use) nor ended. An end that cannot be read has passed. */
export const isPresent = ({ use, period }: FhirIdentifier, at: Instant): boolean =>
  use !== 'old' && (period?.end === undefined || (lastMomentOf(period.end) ?? at) > at);

/** Someone named by a reference; undefined when it has neither a display nor an identifier. */
export const partyOf = (reference: FhirReference | undefined): Party | undefined => {
  const identifier = reference?.identifier && identifierOf(reference.identifier);
  const text = reference?.display ?? identifier?.value;
  return text === undefined ? undefined : stated({ text, identifier });
};

/** A bound that cannot be read is left open: a stay is shown rather than lost for want of a date. */
export const periodOf = (value: FhirPeriod | undefined): Period =>
  stated({
    start: firstMomentOf(value?.start ?? '') ?? undefined,
    startDate: parsePartialDate(value?.start ?? '') ?? undefined,
    end: lastMomentOf(value?.end ?? '') ?? undefined,
    endDate: parsePartialDate(value?.end ?? '') ?? undefined,
  });

/** When something was done: undefined where only its day is known. */
export const momentOf = (text: string | undefined): Instant | undefined => parseInstant(text ?? '') ?? undefined;

export const quantityOf = (quantity: FhirQuantity | undefined): Quantity | undefined =>
  quantity?.value === undefined
    ? undefined
    : stated({
        value: quantity.value,
        comparator: quantity.comparator,
        unit: quantity.unit,
        ucum: quantity.system === 'http://unitsofmeasure.org' ? quantity.code : undefined,
      });

export const quantityText = ({ comparator, value, unit, ucum }: Quantity): string =>
  `${comparator ?? ''}${value}${(unit ?? ucum) === undefined ? '' : ` ${unit ?? ucum}`}`;

/** A code of a required binding, `unknown` for any this graph has no word for. */
export const oneOf = <Code extends string>(known: readonly Code[], code: string | undefined): Code | 'unknown' =>
  known.find((each) => each === code) ?? 'unknown';

/** The same of a concept, which may say it in codes of the system's own as well; `unknown` where it says two things. */
export const codeAmong = <Code extends string>(
  known: readonly Code[],
  concept: FhirCodeableConcept | undefined,
): Code | 'unknown' => {
  const [code, ...others] = known.filter((each) => hasCode(concept, each));
  return code === undefined || others.length > 0 ? 'unknown' : code;
};

/**
 * Status of what should never have been there, in every resource that has one (FHIR R4). It is left out where the graph
 * has no word for it: in any other state it would stand as somebody's.
 */
export const ENTERED_IN_ERROR = 'entered-in-error';

const CONTACT_SYSTEMS = ['phone', 'email'] as const;
const CONTACT_USES = ['home', 'work', 'mobile'] as const;

/** Empty for one without a value, and for an old one: somebody else may answer there by now. */
export const contactPointOf = ({ system, value, use }: z.output<typeof fhirContactPoint>): readonly ContactPoint[] =>
  value === undefined || use === 'old'
    ? []
    : [
        stated({
          system: CONTACT_SYSTEMS.find((each) => each === system) ?? ('other' as const),
          value,
          use: CONTACT_USES.find((each) => each === use),
        }),
      ];
