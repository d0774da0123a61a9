import type { InstanceName } from './identifiers';

/**
 * The key of a record that has no name but the one its system gave it: `nervecentre@RWE|DocumentReference/17`. An id is
 * one record's among those of its type on its server (FHIR R4, Resource.id), so another system's 17 is another record.
 */
export const keyOfResource = (
  instance: InstanceName,
  { resourceType, id }: { readonly resourceType: string; readonly id: string },
): string => `${instance}|${resourceType}/${id}`;

const OF_RESOURCE = /^([^|@]+@([^|@]+))\|([^/]+)\/(.+)$/s;

/** The system that a key names. Undefined of one that systems share, made of the hospital's own name: `RWE|700001`. */
export const systemOfKey = (key: string): InstanceName | undefined =>
  OF_RESOURCE.exec(key)?.[1] as InstanceName | undefined;

/** How keys named the record before they named its system. What was put down about it then is never changed. */
export const formerKeysOf = (key: string): readonly string[] => {
  const [, , organisation, type, id] = OF_RESOURCE.exec(key) ?? [];
  return organisation === undefined ? [] : [`${organisation}|${type}/${id}`, `${organisation}|${id}`];
};
