import { z } from 'zod';
import { fhirCodeableConcept, fhirMeta, fhirModifiers, fhirReference } from '../../wire/fhir/values';
import type { AllergyIntolerance } from '../../../schema/clinical/care-record';
import type { CodeableConcept } from '../../../schema/clinical/values';

/** What to, in words, where that cannot be said. */
const UNREAD: CodeableConcept = { text: 'Entry about an allergy that could not be read', codings: [] };

/**
 * An AllergyIntolerance of which not all can be read (STU3 and R4): that there is one and whose it is, and what to unless
 * a modifier may turn that round. Left out, nobody would look for it.
 */
export const unreadAllergy = z
  .object({
    resourceType: z.literal('AllergyIntolerance'),
    id: z.string().min(1),
    meta: fhirMeta.optional().catch(undefined),
    patient: fhirReference,
    code: fhirCodeableConcept.optional().catch(undefined),
    modifierExtension: z.unknown().optional(),
  })
  .transform(({ modifierExtension, code, ...rest }) => ({
    ...rest,
    code: fhirModifiers.safeParse(modifierExtension).success ? code : undefined,
    unread: true as const,
  }));
export type UnreadAllergy = z.output<typeof unreadAllergy>;

/** As a record: `code` is what to, undefined where that cannot be said. Never that none is known. */
export const allergyUnread = (
  record: Pick<AllergyIntolerance, 'key' | 'source'>,
  code: CodeableConcept | undefined,
): AllergyIntolerance => ({
  ...record,
  code: code ?? UNREAD,
  assertsNone: false,
  clinicalStatus: 'unknown',
  verificationStatus: 'unknown',
  category: [],
  reactions: [],
});
