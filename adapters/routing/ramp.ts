import type { Answer } from '../../schema/answer';
import { CAPABILITIES, type Ask, type Capability } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import { isParted, type Ledger, type LedgerView, type RampUnit, type RampUnits } from '../ledger';
import type { DoorIdentity } from './identity';
import { siteOfRecord } from './parts';
import type { Recorder } from './recorder';
import { requestName } from './request-memo';
import { findSubjects } from './subjects';

/** What the door must know to choose on routes at `ramp`; routes at any other stage cost no query. */
export interface Ramp {
  /** The ledger as it stood when this request first asked: a bed and its occupant come from one state of it. */
  ledgerOf(ask: Ask): LedgerView;
  /** Each person's bucket; empty where no route of the capability is at `ramp` by person. Throws GraphRefusal. */
  bucketsOf(ledger: LedgerView, capability: Capability, people: readonly PersonIdentity[]): Promise<readonly number[]>;
  /** By which unit a record of a list is parted. Throws GraphRefusal. */
  unitsOf(
    ledger: LedgerView,
    capability: Capability,
    answers: readonly Answer<unknown>[],
    ask: Ask,
  ): Promise<(record: unknown) => RampUnit>;
}

export interface RampMeans {
  readonly ledger: Ledger;
  readonly rampUnits: RampUnits;
  readonly recorder: Recorder;
  readonly identity: DoorIdentity;
  readonly clock: Clock;
}

/** Requests remembered at once: beyond it the oldest is forgotten, and sees the ledger as it then stands. */
const REQUESTS = 2_000;

export const createRamp = ({ ledger, rampUnits, recorder, identity, clock }: RampMeans): Ramp => {
  const requests = new Map<string, { readonly until: number; readonly view: LedgerView }>();
  const byPerson = (view: LedgerView, capability: Capability): boolean =>
    CAPABILITIES[capability].rampUnit === 'person' && view.routesFor(capability).some(isParted);
  const bucketsOf: Ramp['bucketsOf'] = (view, capability, people) =>
    byPerson(view, capability)
      ? recorder.own(capability, rampUnits.bucketsOf(people), 'The ramp')
      : Promise.resolve([]);

  return {
    bucketsOf,
    ledgerOf: (ask) => {
      const name = requestName(ask);
      const known = requests.get(name);
      if (known && known.until >= clock.millis()) return known.view;
      for (const [old, { until }] of requests)
        if (until < clock.millis() || requests.size >= REQUESTS) requests.delete(old);
        else break;
      const view = ledger.asItStands();
      requests.set(name, { until: ask.deadline, view });
      return view;
    },
    unitsOf: async (view, capability, answers, ask) => {
      if (!byPerson(view, capability)) return siteOfRecord;
      const { personOf, people } = await findSubjects(answers, (of) => identity.bySubjectsForDoor(of, ask));
      const buckets = await bucketsOf(view, capability, people);
      const bucketOf = new Map(people.map(({ id }, at) => [id, buckets[at]]));
      return (record) => {
        const person = personOf(record);
        const bucket = person ? bucketOf.get(person.id) : undefined;
        return bucket === undefined ? {} : { bucket };
      };
    },
  };
};
