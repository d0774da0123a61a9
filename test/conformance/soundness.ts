import type { Answer } from '../../schema/answer';
import type { Capability } from '../../schema/capabilities';
import type { InstanceName } from '../../schema/identifiers';
import { systemOfKey } from '../../schema/record-key';
import { parseInstant } from '../../schema/time';
import { recordsIn } from './asking';

export interface Circumstances {
  readonly instance: InstanceName;
  readonly capability: Capability;
  readonly from: 'live' | 'projection';
  /** Whether the system itself was asked for these answers. */
  readonly wasAsked: boolean;
}

/** By its system, as `keyOfResource` has it, or by who numbers it: `RWE|700001`. A bare id is another's as well. */
const isItsOwn = (key: string, instance: InstanceName): boolean => {
  const system = systemOfKey(key);
  return system === undefined ? /^[^|\s]+\|.*\S/.test(key) : system === instance;
};

/** What is wrong with an answer, whatever it says: in words, for no one to have to look for it. */
export const unsoundness = (answer: Answer<unknown>, of: Circumstances): readonly string[] => {
  const { instance, capability, from, wasAsked } = of;
  if (answer.kind === 'failed')
    return answer.error.instance === instance ? [] : [`a failure of ${answer.error.instance}`];
  const wrong: string[] = [];
  const isList = answer.kind === 'found' && Array.isArray(answer.value);
  // Only one record can be absent; a list is found, with [] where there is none.
  if (capability === 'demographics' ? isList : !isList) wrong.push(`${answer.kind}, ${isList ? '' : 'not '}a list`);
  const { source } = answer;
  if (source.instance !== instance) wrong.push(`stamped by ${source.instance}`);
  // A kind that is heard may ask as well, for someone it never heard of; then it did ask.
  const fresh = from === 'live' || (source.freshness === 'LIVE' && wasAsked) ? 'LIVE' : 'PROJECTED';
  if (source.freshness !== fresh) wrong.push(`${source.freshness} instead of ${fresh}`);
  const records = recordsIn(answer);
  for (const record of records) {
    if (record.key.trim() === '') wrong.push('a record without its key');
    else if (!isItsOwn(record.key, instance))
      wrong.push('a record keyed as neither its system nor a hospital names it');
    if (record.source.instance !== instance) wrong.push(`a record stamped by ${record.source.instance}`);
    if (record.source.freshness !== fresh) wrong.push(`a record ${record.source.freshness} instead of ${fresh}`);
    if (parseInstant(record.source.asOf) !== record.source.asOf) wrong.push('a record as of no moment');
    if (parseInstant(record.source.retrievedAt) !== record.source.retrievedAt) wrong.push('a record never retrieved');
  }
  const keys = records.map(({ key }) => key);
  return [...wrong, ...[...repeatedIn(keys)].map((key) => `${key} twice`)];
};

export const repeatedIn = (keys: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  return new Set(keys.filter((key) => seen.has(key) || !seen.add(key)));
};
