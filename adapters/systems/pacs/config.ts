import { z } from 'zod';

/** Settings of one PACS. */
export const pacsConfig = z.strictObject({
  /** The root of its DICOMweb services: `https://pacs.rwe.example.nhs.uk/dicomweb`. */
  baseUrl: z.url(),
  /** IssuerOfPatientID (0010,0021) of the trust's hospital numbers; the instance's organisation where not given. */
  issuer: z.string().min(1).optional(),
  /** Some archives refuse a search inside a sequence: then their OtherPatientIDsSequence is not searched. */
  searchOtherPatientIds: z.union([z.boolean(), z.stringbool()]).default(true),
  /** Studies a page, and pages a search: beyond that the answer says it is not whole. */
  pageSize: z.coerce.number().int().min(1).max(1_000).default(100),
  maxPages: z.coerce.number().int().min(1).max(100).default(10),
  connectTimeoutMs: z.coerce.number().int().positive().default(2_000),
});
export type PacsConfig = z.output<typeof pacsConfig>;
