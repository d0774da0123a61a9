import type { InstanceName } from '../../schema/identifiers';

export interface StreamKey {
  readonly instance: InstanceName;
  readonly stream: string;
}

export interface RecordKey {
  readonly instance: InstanceName;
  readonly recordId: string;
}

/** As a map's key. An instance's name holds no bar. */
export const streamKey = ({ instance, stream }: StreamKey): string => `${instance}|${stream}`;
export const recordKey = ({ instance, recordId }: RecordKey): string => `${instance}|${recordId}`;

/** Each key once, the first of it. */
export const onceEach = <T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] => {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return [...first.values()];
};
