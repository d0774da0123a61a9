import type { Capability } from '../../schema/capabilities';
import type { ImagingStudy } from '../../schema/clinical/imaging';
import { instanceParts, type InstanceName } from '../../schema/identifiers';

/**
 * The keys that a record goes by at other times: an imaging study by its accession number while it is alone under that, by
 * its UID when another was found beside it. A seal that names either binds it.
 */
export const otherKeysOf = (
  { capability, instance }: { readonly capability: Capability; readonly instance: InstanceName },
  record: object,
): readonly string[] => {
  if (capability !== 'imaging-studies') return [];
  const { uid, accessionNumber } = record as Partial<ImagingStudy>;
  const { organisation } = instanceParts(instance);
  return [uid, accessionNumber].flatMap((name) => (name === undefined ? [] : `${organisation}|${name}`));
};
