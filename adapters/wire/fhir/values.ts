import { z } from 'zod';
import { NotFhir } from './not-fhir';

/**
 * The datatypes that STU3 and R4 write alike. Strict on what is read (a wrong type is refused), silent on what is
 * not (extensions and unknown fields pass). Optional stays optional, as in the standard.
 */
const fhirDecimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)])
  .transform((value) => String(value));

export const fhirCoding = z.object({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
  userSelected: z.boolean().optional(),
});

export const fhirCodeableConcept = z.object({
  coding: z.array(fhirCoding).default([]),
  text: z.string().optional(),
});

export const fhirPeriod = z.object({ start: z.string().optional(), end: z.string().optional() });

export const fhirIdentifier = z.object({
  use: z.string().optional(),
  system: z.string().optional(),
  value: z.string().optional(),
  period: fhirPeriod.optional(),
});

export const fhirReference = z.object({
  reference: z.string().optional(),
  display: z.string().optional(),
  identifier: fhirIdentifier.optional(),
});

export const fhirQuantity = z.object({
  value: fhirDecimal.optional(),
  comparator: z.enum(['<', '<=', '>=', '>']).optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});

export const fhirHumanName = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  family: z.string().optional(),
  given: z.array(z.string()).default([]),
  prefix: z.array(z.string()).default([]),
});

export const fhirAddress = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  line: z.array(z.string()).default([]),
  city: z.string().optional(),
  postalCode: z.string().optional(),
});

export const fhirContactPoint = z.object({
  system: z.string().optional(),
  value: z.string().optional(),
  use: z.string().optional(),
});

/**
 * None. A modifier extension may turn the meaning of what it stands on round ("negated", "not to be given"), and what holds
 * one that is not understood must not be used (FHIR R4 and STU3, Extensibility): none is understood here.
 */
export const fhirModifiers = z.array(z.unknown()).max(0).optional();

export const fhirMeta = z.object({
  versionId: z.string().optional(),
  lastUpdated: z.string().optional(),
  security: z.array(fhirCoding).default([]),
});

export type FhirCoding = z.output<typeof fhirCoding>;
export type FhirCodeableConcept = z.output<typeof fhirCodeableConcept>;
export type FhirIdentifier = z.output<typeof fhirIdentifier>;
export type FhirReference = z.output<typeof fhirReference>;
export type FhirPeriod = z.output<typeof fhirPeriod>;
export type FhirQuantity = z.output<typeof fhirQuantity>;
export type FhirHumanName = z.output<typeof fhirHumanName>;

/** What every resource has; the rest of it is untouched, for its own schema. */
export interface FhirResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: unknown;
}

const resource = z.looseObject({ resourceType: z.string().min(1), id: z.string().optional() });

/** Throws {@link NotFhir} unless the value is a resource. */
export const readResource = (value: unknown, where = 'body'): FhirResource => {
  const read = resource.safeParse(value);
  if (!read.success) throw new NotFhir(`The ${where} is not a FHIR resource`);
  return read.data as FhirResource;
};

/**
 * A resource through its own schema; throws {@link NotFhir} naming the elements that are wrong, never their values.
 * Usage: `readAs(observation, entry.resource)`.
 */
export const readAs = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const places = [...new Set(read.error.issues.map((issue) => issue.path.join('.') || 'the resource itself'))];
  throw new NotFhir(`Not the FHIR that was asked for: ${places.slice(0, 5).join(', ')}`);
};

/** The id at the end of a literal reference: `Patient/1`, `https://host/fhir/R4/Patient/1/_history/2`, `urn:uuid:1`, `#1`. */
export const referencedId = (reference: string): string => {
  const plain = reference.replace(/\/_history\/[^/]+$/, '');
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':'), plain.lastIndexOf('#')) + 1);
};
