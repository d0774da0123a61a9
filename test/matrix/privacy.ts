import type { Role } from '../../schema/capabilities';
import { at } from '../scenarios/answers';
import type { Reply } from '../scenarios/hospital';
import { mayRead } from './expected';

/** What was put down before the matrix is tried: Ivy (p002) is very restricted; Mavis sealed her results, and dissents. */
export const PUT_DOWN = [
  { nhsNumber: '9990000026', kind: 'VERY_RESTRICTED' },
  { nhsNumber: '9990000018', kind: 'SEALED', part: { capability: 'lab-reports' } },
  { nhsNumber: '9990000018', kind: 'DISSENT' },
].map((input) => ({ input: { ...input, reason: 'For the matrix to be tried' } }));

export const PUT = `mutation Put($input: PutPrivacyDirectiveInput!) { putPrivacyDirective(input: $input) {
  userErrors { message } } }`;

export const HELD = `query Held($id: ID!) { patient(id: $id) {
  labReports(first: 1) { nodes { id } completeness { withheld } }
  allergies(first: 1) { completeness { withheld sources { organisation warnings { code } } } } } }`;

/** Everything of an answer but the name of its error. */
export const bare = ({ status, data, errors }: Reply) => ({
  ...{ status, data },
  errors: errors.map(({ message, path, extensions: { ref: _, ...extensions } }) => ({ message, path, extensions })),
});

interface HeldOf {
  readonly results: readonly [shown: boolean, withheld: boolean] | 'refused';
  /** Organisations of which the answer says that they were not asked. */
  readonly unshared: readonly string[] | 'refused';
}

interface Source {
  readonly organisation: string;
  readonly warnings: readonly { readonly code: string }[];
}

/** What of somebody with a sealed part and dissent a reply shows. */
export const heldIn = (reply: Reply): HeldOf => {
  const results = at(reply, 'patient.labReports') as { nodes: unknown[]; completeness: { withheld: boolean } } | null;
  const sources = at(reply, 'patient.allergies.completeness.sources') as readonly Source[] | null;
  return {
    results: results ? [results.nodes.length > 0, results.completeness.withheld] : 'refused',
    unshared: sources
      ? sources
          .filter(({ warnings }) => warnings.some(({ code }) => code === 'SHARING_DISSENTED'))
          .map(({ organisation }) => organisation)
          .sort()
      : 'refused',
  };
};

/** A proxy is bound by a seal and not by dissent; a patient by neither; everybody else by both. */
export const heldFor = (role: Role): HeldOf => {
  const finds = mayRead(role, 'demographics', 'related');
  return {
    results: finds && mayRead(role, 'lab-reports', 'related') ? [role === 'patient', role !== 'patient'] : 'refused',
    unshared:
      finds && mayRead(role, 'allergies', 'related')
        ? role === 'patient' || role === 'carer'
          ? []
          : ['C82999', 'RT5']
        : 'refused',
  };
};
