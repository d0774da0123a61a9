import type { Capability } from '../../schema/capabilities';
import type { Demographics, PersonIdentity } from '../../schema/clinical/person';
import type { SystemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import type { LedgerView } from '../ledger';
import { isPracticeKnown, isPracticeUnknown, ofPractice, targetsForPeople, type Target } from './choose';
import type { DoorParts } from './door-parts';
import { valueOf } from './subjects';
import type { Answered } from './systems';

/** A read of people, as far as finding their practice needs it. */
export interface PracticeRead {
  readonly people: readonly PersonIdentity[];
  readonly routes: LedgerView;
  /** Does dissent hold what this instance knows of the person at this position back? */
  isHeld(capability: Capability, target: Target, at: number): boolean;
  demographicsAt(holder: Target): Promise<Answered<Demographics>>;
}

export interface PracticesNamed {
  readonly targets: readonly Target[];
  /** The systems that were asked which practice it is. */
  readonly asked: readonly InstanceName[];
}

/** By position: what the systems say of the person, in the ledger's order, and the first failure to say it. */
type Said = ReadonlyMap<number, readonly Demographics[]>;
type Failures = ReadonlyMap<number, SystemError>;

/** Why no practice is known, where that may be known when it is asked again. */
const unnamed = (error: SystemError): SystemError => ({
  ...error,
  message: `${error.message}; who else might name the registered practice does not, so no GP record was asked`,
});

const practicesOf = (target: Target, said: Said, failures: Failures): readonly Target[] => {
  const named = new Map<string, Target>();
  for (const at of target.at) {
    const records = said.get(at) ?? [];
    const practice = records.flatMap(({ generalPractice }) => generalPractice?.odsCode ?? []).find(isPracticeKnown);
    const instance = ofPractice(target.instance, practice);
    const restricted = records.some((record) => record.restricted);
    const failure = practice === undefined ? failures.get(at) : undefined;
    const key = `${instance} ${restricted} ${failure?.message}`;
    const others = named.get(key)?.at ?? [];
    const why = { ...(restricted && { restricted }), ...(failure && { unnamed: unnamed(failure) }) };
    named.set(key, { ...target, instance, at: [...others, at], ...why });
  }
  return [...named.values()];
};

/**
 * Where the index knows no practice of some people, the systems that answer for their demographics are asked: not every
 * one tells the index, and a GP record that nobody asked for is missed. Of several that name one, the first in the
 * ledger's order is heeded, as it is where the practice is shown. Nobody named: the target stays without a practice.
 */
export const createPractices =
  ({ ramp }: Pick<DoorParts, 'ramp'>) =>
  async (target: Target, { people, routes, isHeld, demographicsAt }: PracticeRead): Promise<PracticesNamed> => {
    if (!isPracticeUnknown(target)) return { targets: [target], asked: [] };
    const buckets = await ramp.bucketsOf(routes, 'demographics', people);
    const holders = targetsForPeople(routes, 'demographics', people, buckets).flatMap((holder) => {
      const at = holder.at.filter((one) => target.at.includes(one) && !isHeld('demographics', holder, one));
      return at.length === 0 ? [] : [{ ...holder, at }];
    });
    const said = new Map<number, Demographics[]>();
    const failures = new Map<number, SystemError>();
    for (const { target: holder, answers } of await Promise.all(holders.map(demographicsAt)))
      holder.at.forEach((at, index) => {
        const answer = answers[index];
        const record = answer && valueOf(answer);
        if (record) said.set(at, [...(said.get(at) ?? []), record]);
        else if (answer?.kind === 'failed' && answer.error.code !== 'SOURCE_NOT_CONNECTED' && !failures.has(at))
          failures.set(at, answer.error);
      });
    return { targets: practicesOf(target, said, failures), asked: holders.map(({ instance }) => instance) };
  };
