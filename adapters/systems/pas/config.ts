import { z } from 'zod';

/** Settings of one PAS. Its feed's own settings (port, dialect, silence) are the feed's. */
export const pasConfig = z.strictObject({
  /** Where it answers QBP queries over MLLP. */
  queryHost: z.string().min(1),
  queryPort: z.coerce.number().int().min(1).max(65_535),
  /** For one query with all its continuations, in milliseconds. */
  queryTimeLimitMs: z.coerce.number().int().positive().default(1_500),
  /** MSH-4 of our queries: who asks. */
  askingFacility: z.string().min(1).default('CAUSEWAY'),
});

export type PasConfig = z.infer<typeof pasConfig>;
