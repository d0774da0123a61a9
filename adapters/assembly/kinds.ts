import type { InstanceName } from '../../schema/identifiers';
import { instanceParts } from '../../schema/identifiers';
import { KINDS, type RegisteredKind } from '../registry';

const BY_KIND = new Map(KINDS.map((registered) => [registered.kind.kind, registered]));

/** The kind of an instance, or undefined when the registry has none of that name. */
export const kindOf = (instance: InstanceName): RegisteredKind | undefined =>
  BY_KIND.get(instanceParts(instance).system);
