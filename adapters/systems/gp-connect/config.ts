import { z } from 'zod';

/** A path below `baseUrl`; `{ods}` stands for the practice's code, from the instance's name. */
const path = (otherwise: string): z.ZodDefault<z.ZodString> => z.string().default(otherwise);
const asid = z.string().regex(/^\d{12}$/, 'must be an ASID of twelve digits');

/** Settings of one practice, as its SDS endpoint entries give them. */
export const gpConnectConfig = z.strictObject({
  /** `https://{ssp}/https://{provider}`, the address of the Spine Secure Proxy followed by the provider's. */
  baseUrl: z.url(),
  structuredPath: path('{ods}/STU3/1/gpconnect/structured/fhir'),
  foundationsPath: path('{ods}/STU3/1/gpconnect/fhir'),
  /** The ASID of this installation, and the practice's. */
  fromAsid: asid,
  toAsid: asid,
  /** Who issues the token: this installation's own address. */
  issuer: z.url(),
  /** The device that asks, as it is known at the issuer. */
  deviceId: z.string().min(1).default('causeway'),
  /** PEM files for mutual TLS with the Spine (TLS-MA), together; read when the process starts. */
  clientKey: z.string().optional(),
  clientCertificate: z.string().optional(),
  /** Whose certificate the Spine Secure Proxy shows; the usual authorities without it. */
  serverAuthority: z.string().optional(),
  connectTimeoutMs: z.coerce.number().int().min(1).default(2_000),
});

export type GpConnectConfig = z.output<typeof gpConnectConfig>;
