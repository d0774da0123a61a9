import { z } from 'zod';
import { parseOdsCode } from '../../schema/identifiers';
import type { ReadClaims } from './claims';

/**
 * The claims of a token by client credentials (RFC 9068): nobody signed in, so `sub` is the client itself. `scope` names
 * what it may read, `read:observations`; `causeway_organisation` whose program it is.
 */
const claims = z.object({
  sub: z.string().min(1),
  client_id: z.string().min(1).optional(),
  azp: z.string().min(1).optional(),
  scope: z.string().default(''),
  causeway_organisation: z.string(),
});

const READ = 'read:';

/** Does the token speak for a program? A token with a user's claims never does, whatever else it holds. */
export const isMachine = (payload: unknown): boolean =>
  typeof payload === 'object' &&
  payload !== null &&
  !('nhsid_nrbac_roles' in payload) &&
  !('nhsid_useruid' in payload) &&
  'sub' in payload &&
  (('client_id' in payload && payload.client_id === payload.sub) || ('azp' in payload && payload.azp === payload.sub));

/** The viewer that verified claims of a program speak of; its role is never one of care. */
export const readMachineClaims = (payload: unknown): ReadClaims | { readonly problem: string } => {
  const read = claims.safeParse(payload);
  if (!read.success) return { problem: `claim ${read.error.issues[0]?.path.join('.') ?? ''} is missing or malformed` };
  const { sub: client, scope, causeway_organisation: code } = read.data;
  const organisation = parseOdsCode(code);
  if (!organisation) return { problem: 'claim causeway_organisation is no organisation code' };
  return {
    client,
    viewer: {
      userId: `client:${client}`,
      name: client,
      role: 'machine',
      roleProfileId: 'UNK',
      organisation,
      organisationName: organisation,
      wards: [],
      scopes: scope
        .split(' ')
        .filter((one) => one.startsWith(READ))
        .map((one) => one.slice(READ.length)),
    },
  };
};
