import { z } from 'zod';
import { ROLES, type Role, type Viewer } from '../../schema/capabilities';
import type { WardKey } from '../../schema/clinical/location';
import { parseOdsCode } from '../../schema/identifiers';

/**
 * The claims of an NHS CIS2 token (scopes `nationalrbacaccess`, `associatedorgs`, `selectedrole`), with one of our own:
 * `causeway_role`, for those roles that national RBAC has no code for. Workgroups of the selected role name the wards
 * the user works on, as `RWE|W12` (RBAC B0090 and B0100 keep membership of workgroups).
 */
const claims = z.object({
  sub: z.string().min(1),
  nhsid_useruid: z.string().min(1).optional(),
  name: z.string().min(1),
  selected_roleid: z.string().min(1).optional(),
  nhsid_nrbac_roles: z
    .array(
      z.object({
        org_code: z.string(),
        person_roleid: z.string(),
        role_code: z.string(),
        workgroups: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  nhsid_user_orgs: z.array(z.object({ org_code: z.string(), org_name: z.string() })).default([]),
  causeway_role: z.enum(ROLES).optional(),
  azp: z.string().min(1).optional(),
  client_id: z.string().min(1).optional(),
});

/** National RBAC job roles (the last part of `S8000:G8000:R8001`) to this graph's roles. A code not here is refused. */
export const RBAC_ROLES: Readonly<Record<string, Role>> = {
  R8000: 'clinician',
  R8003: 'clinician',
  R0050: 'clinician',
  R0260: 'clinician',
  R8001: 'nurse',
  R8016: 'nurse',
  R8008: 'ward-clerk',
  R8009: 'ward-clerk',
  R1190: 'radiographer',
  R1290: 'pharmacist',
  R8015: 'integration-engineer',
  R0001: 'privacy-officer',
};

/** Roles that a `causeway_role` may add; a care role comes from RBAC alone, so no private claim opens a record. */
const OWN_ROLES: readonly Role[] = ['integration-engineer', 'migration-planner'];

export interface ReadClaims {
  readonly viewer: Viewer;
  readonly client: string;
}

/** The viewer that verified claims speak of, or the sentence that says which claim is missing. */
export const readClaims = (payload: unknown): ReadClaims | { readonly problem: string } => {
  const read = claims.safeParse(payload);
  if (!read.success) return { problem: `claim ${read.error.issues[0]?.path.join('.') ?? ''} is missing or malformed` };
  const token = read.data;
  const client = token.azp ?? token.client_id;
  if (client === undefined) return { problem: 'claim azp is missing' };
  const selected = token.selected_roleid
    ? token.nhsid_nrbac_roles.find((role) => role.person_roleid === token.selected_roleid)
    : token.nhsid_nrbac_roles.length === 1
      ? token.nhsid_nrbac_roles[0]
      : undefined;
  if (!selected) return { problem: 'claim selected_roleid names no role of the token' };
  const organisation = parseOdsCode(selected.org_code);
  if (!organisation) return { problem: 'the selected role has no organisation code' };
  const role = roleOf(selected.role_code, token.causeway_role);
  if (!role) return { problem: 'the selected role has no place in the role table' };
  return {
    client,
    viewer: {
      userId: token.nhsid_useruid ?? token.sub,
      name: token.name,
      role,
      // UNK: GP Connect's word for a user without a smartcard.
      roleProfileId: token.selected_roleid ?? 'UNK',
      organisation,
      organisationName: token.nhsid_user_orgs.find((org) => org.org_code === organisation)?.org_name ?? organisation,
      wards: selected.workgroups.flatMap(parseWard),
    },
  };
};

const roleOf = (rbac: string, own: Role | undefined): Role | undefined => {
  if (own !== undefined && OWN_ROLES.includes(own)) return own;
  return RBAC_ROLES[rbac.split(':').at(-1) ?? ''];
};

/** `RWE|W12`; a workgroup of another shape is somebody else's, and no ward. */
const parseWard = (text: string): WardKey[] => {
  const [org = '', code = ''] = text.split('|');
  const organisation = parseOdsCode(org);
  return organisation && code !== '' ? [{ organisation, code }] : [];
};
