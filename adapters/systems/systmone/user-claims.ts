import type { Ask } from '../../../schema/capabilities';

/**
 * Who asks and why, for SystmOne's own audit trail: base64url JSON. Our contract (README): the client is authorised by
 * its token, these claims change no answer.
 */
export const userClaims = ({ viewer, purpose }: Ask): string =>
  Buffer.from(
    JSON.stringify({
      userId: viewer.userId,
      name: viewer.name,
      roleProfileId: viewer.roleProfileId,
      organisation: viewer.organisation,
      purpose,
    }),
    'utf8',
  ).toString('base64url');
