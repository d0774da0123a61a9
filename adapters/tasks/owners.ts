import type { Escalation } from '../../schema/clinical/observation';
import type { Party } from '../../schema/clinical/values';

/** In whose hands a task is, or was: then it is over. A name alone is nobody: names are shared. */
export interface TaskOwner {
  readonly kind: 'user' | 'organisation' | 'ward';
  /** SDS user id, ODS code, or `organisation|ward`. */
  readonly owner: string;
  readonly over: boolean;
}

/** How staff are named who sign in with a smartcard (CIS2 `uid`), and organisations (ODS). */
const SDS_USER_ID = 'https://fhir.nhs.uk/Id/sds-user-id';
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';

const named = (party: Party | undefined, over: boolean): readonly TaskOwner[] => {
  const { system, value } = party?.identifier ?? {};
  if (value === undefined) return [];
  if (system === SDS_USER_ID) return [{ kind: 'user', owner: value, over }];
  return system === ODS_CODE ? [{ kind: 'organisation', owner: value, over }] : [];
};

/** Whoever took the escalation, and, until it is done, the team of the ward where the person lies. */
export const ownersOf = ({ status, ward, owner }: Escalation): readonly TaskOwner[] => {
  switch (status) {
    case 'requested':
    case 'received':
    case 'accepted':
      return [
        ...(ward ? [{ kind: 'ward', owner: `${ward.organisation}|${ward.code}`, over: false } as const] : []),
        ...named(owner, false),
      ];
    case 'completed':
      return named(owner, true);
    case 'rejected':
    case 'cancelled':
    case 'unknown':
      return [];
  }
};
