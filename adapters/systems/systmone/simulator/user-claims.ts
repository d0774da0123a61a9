import { z } from 'zod';

const claims = z.object({
  userId: z.string().min(1),
  name: z.string().min(1),
  roleProfileId: z.string().min(1),
  organisation: z.string().min(1),
  purpose: z.string().min(1),
});

/** True for the user claims that every ask must carry: base64url JSON. */
export const areUserClaims = (header: string | undefined): boolean => {
  try {
    return claims.safeParse(JSON.parse(Buffer.from(header ?? '', 'base64url').toString('utf8'))).success;
  } catch {
    return false;
  }
};
