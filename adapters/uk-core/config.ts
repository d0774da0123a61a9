import { z } from 'zod';

/** Settings of one server; a kind may set another `pageSize`. */
export const ukCoreConfig = z.strictObject({
  /** Where the installation answers: `https://systmone.rt5.example.nhs.uk`. */
  baseUrl: z.url(),
  /** Of its FHIR R4 service, below `baseUrl`. */
  fhirPath: z.string().default('fhir/R4'),
  /** Of its OAuth2 token endpoint; below `baseUrl` unless a whole address is given. */
  tokenUrl: z.string().default('oauth2/token'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Entries asked for a page. */
  pageSize: z.coerce.number().int().min(1).max(1_000).default(200),
  /** Pages read of one search; an answer cut off here says that it is not complete. */
  maxPages: z.coerce.number().int().min(1).default(20),
  /** Bytes of pages kept in memory, to be asked whether they have changed (If-None-Match); 0 for none. */
  keptBytes: z.coerce
    .number()
    .int()
    .min(0)
    .default(8 * 1024 * 1024),
  /** Milliseconds to the token, which is asked for apart from any one asker's deadline. */
  tokenTimeoutMs: z.coerce.number().int().min(1).default(5_000),
  connectTimeoutMs: z.coerce.number().int().min(1).default(2_000),
});

export type UkCoreConfig = z.output<typeof ukCoreConfig>;
