import type { Capability } from '../../schema/capabilities';
import type { DifferenceKind } from './judge';

/** A difference of one migration that was looked at and found harmless. */
export interface BenignDifference {
  readonly name: string;
  /** Why it harms nobody, for whoever reads the evidence. */
  readonly reason: string;
  readonly capability: Capability;
  /** Kinds of system: `pas`, `nervecentre`. */
  readonly control: string;
  readonly candidate: string;
  /** First steps of paths: `admissionSource` stands for `admissionSource.codings[0].code`. */
  readonly fields: readonly string[];
  readonly kind?: DifferenceKind;
  /** Only where the sides say one of these. */
  readonly says?: { readonly control: readonly string[]; readonly candidate: readonly string[] };
}

/** Known-benign differences, by migration. Whoever adds one says why it harms nobody. */
export const BENIGN_DIFFERENCES: readonly BenignDifference[] = [
  {
    name: 'no-source-of-admission',
    reason:
      'Nervecentre has no source of admission. It is counted for returns, which are made from the PAS’s own extract.',
    ...{ capability: 'encounters', control: 'pas', candidate: 'nervecentre' },
    ...{ fields: ['admissionSource'], kind: 'only-control' },
  },
  {
    name: 'no-discharge-destination',
    reason:
      'Nervecentre has no discharge destination. It is counted for returns, which are made from the PAS’s own extract.',
    ...{ capability: 'encounters', control: 'pas', candidate: 'nervecentre' },
    ...{ fields: ['dischargeDestination'], kind: 'only-control' },
  },
  {
    name: 'ward-specialty-added',
    reason: 'The PAS’s bed stock names no specialty for a ward; Nervecentre does. Nothing that was known is lost.',
    ...{ capability: 'wards', control: 'pas', candidate: 'nervecentre' },
    ...{ fields: ['specialty'], kind: 'only-candidate' },
  },
  {
    name: 'pas-knows-no-housekeeping',
    reason:
      'To the PAS an empty bed is free. Cleaning and closure were always read from Nervecentre (bed-housekeeping).',
    ...{ capability: 'bed-state', control: 'pas', candidate: 'nervecentre' },
    ...{ fields: ['status'], kind: 'value' },
    says: { control: ['unoccupied'], candidate: ['housekeeping', 'closed', 'contaminated'] },
  },
];

/** The name of the difference it is, among those of this migration; null where it is none. */
export const benignNameOf = (
  found: {
    readonly capability: Capability;
    readonly field: string;
    readonly kind: DifferenceKind;
    readonly before: string | null;
    readonly after: string | null;
  },
  between: { readonly control: string; readonly candidate: string },
  known: readonly BenignDifference[] = BENIGN_DIFFERENCES,
): string | null => {
  const [step = ''] = found.field.split(/[.[]/);
  const says = (words: readonly string[] | undefined, said: string | null): boolean =>
    words === undefined || (said !== null && words.includes(said));
  return (
    known.find(
      (one) =>
        one.capability === found.capability &&
        one.control === between.control &&
        one.candidate === between.candidate &&
        one.fields.includes(step) &&
        (one.kind === undefined || one.kind === found.kind) &&
        says(one.says?.control, found.before) &&
        says(one.says?.candidate, found.after),
    )?.name ?? null
  );
};
