import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PURPOSES, ROLES, type Ask, type ImagingLinks } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';

/** Milliseconds that a picture's address is good for. */
export const IMAGING_GRANT_MS = 60_000;

const grant = z.strictObject({
  instance: z.custom<InstanceName>((value) => typeof value === 'string'),
  studyUid: z.string().regex(/^[0-9.]{1,64}$/),
  study: z.string(),
  person: z.custom<PersonId>((value) => typeof value === 'string'),
  viewer: z.strictObject({
    userId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    roleProfileId: z.string(),
    organisation: z.custom<OdsCode>((value) => typeof value === 'string'),
    organisationName: z.string(),
    wards: z.array(
      z.strictObject({
        organisation: z.custom<OdsCode>((value) => typeof value === 'string'),
        code: z.string(),
      }),
    ),
    scopes: z.array(z.string()).optional(),
  }),
  purpose: z.enum(PURPOSES),
  client: z.string(),
  operation: z.string(),
  requestId: z.string(),
  breakGlass: z.strictObject({ id: z.string() }).optional(),
  expires: z.number(),
});

/** Leave to fetch one study's picture: for whom, by whom, until when. */
export type ImagingGrant = z.output<typeof grant>;

export interface ImagingGrants {
  /** The grant as an opaque token, good for a minute and never past the break-glass it stands on; nobody but this installation can read or make one. */
  seal(study: Parameters<ImagingLinks['issue']>[0], ask: Ask): string;
  /** Null for a token that is altered, foreign or too old. */
  open(token: string): ImagingGrant | null;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const createImagingGrants = (installationKey: Buffer, clock: Clock): ImagingGrants => {
  const key = createHmac('sha256', installationKey).update('imaging grant').digest();
  return {
    seal: ({ breakGlass, ...study }, { viewer, purpose, client, operation, requestId }) => {
      const { nhsNumber: _number, birthDate: _born, ...who } = viewer;
      const text = JSON.stringify({
        ...study,
        ...(breakGlass && { breakGlass: { id: breakGlass.id } }),
        viewer: who,
        purpose,
        client,
        operation,
        requestId,
        expires: Math.min(clock.millis() + IMAGING_GRANT_MS, breakGlass ? Date.parse(breakGlass.until) : Infinity),
      });
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open: (token) => {
      const bytes = Buffer.from(token, 'base64url');
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const text = Buffer.concat([
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ]).toString('utf8');
        const read = grant.parse(JSON.parse(text));
        return read.expires > clock.millis() ? read : null;
      } catch {
        // Too short, altered, or sealed by another: nobody is told which.
        return null;
      }
    },
  };
};
