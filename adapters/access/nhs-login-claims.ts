import { z } from 'zod';
import type { ReadClaims } from './claims';
import { parseNhsNumber, type OdsCode } from '../../schema/identifiers';
import { parsePartialDate } from '../../schema/time';

/** Vectors of trust under which NHS login gives access to a record: proof P9, and a second factor. */
export const RECORD_VECTORS: readonly string[] = ['P9.Cp.Cd', 'P9.Cp.Ck', 'P9.Cm'];

/**
 * The claims of an NHS login token (https://nhsconnect.github.io/nhslogin/). `causeway_role` `carer`: the person asks for
 * somebody who gave them proxy, never for themself; it opens nothing that no proxy is stored for. `birthdate` is asked of
 * all: a number alone is one wrong digit from somebody else's record.
 */
const claims = z.object({
  sub: z.string().min(1),
  nhs_number: z.string().optional(),
  birthdate: z.iso.date(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  identity_proofing_level: z.enum(['P0', 'P5', 'P9']),
  vot: z.string().optional(),
  causeway_role: z.literal('carer').optional(),
  azp: z.string().min(1).optional(),
  client_id: z.string().min(1).optional(),
});

/** Stands where staff have an organisation: patients belong to none of it. */
const NO_ORGANISATION = 'X26' as OdsCode;

/** The viewer that verified claims of NHS login speak of, or the sentence that says which claim is missing. */
export const readNhsLoginClaims = (payload: unknown): ReadClaims | { readonly problem: string } => {
  const read = claims.safeParse(payload);
  if (!read.success) return { problem: `claim ${read.error.issues[0]?.path.join('.') ?? ''} is missing or malformed` };
  const token = read.data;
  const client = token.azp ?? token.client_id;
  if (client === undefined) return { problem: 'claim azp is missing' };
  if (token.identity_proofing_level !== 'P9') return { problem: 'claim identity_proofing_level is below P9' };
  if (token.vot === undefined || !RECORD_VECTORS.includes(token.vot))
    return { problem: 'claim vot is no vector that gives access to a record' };
  const nhsNumber = parseNhsNumber(token.nhs_number ?? '');
  if (!nhsNumber) return { problem: 'claim nhs_number is missing or malformed' };
  const birthDate = parsePartialDate(token.birthdate);
  return {
    client,
    viewer: {
      userId: `nhs-login:${token.sub}`,
      name: [token.family_name?.toUpperCase(), token.given_name].filter(Boolean).join(' ') || 'NHS login',
      role: token.causeway_role ?? 'patient',
      roleProfileId: 'UNK',
      organisation: NO_ORGANISATION,
      organisationName: 'NHS login',
      wards: [],
      nhsNumber,
      ...(birthDate && { birthDate }),
    },
  };
};
