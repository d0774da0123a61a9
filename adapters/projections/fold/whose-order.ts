import { DAY } from '../../../schema/time';
import { byArrival, byOccurrence } from './told';
import type { EventOf, Told } from './told';
import type { PersonOf } from './whose-report';

type OrderTold = Told<EventOf<'ordered'>>;

/** The order of one person. */
export interface OwnOrder {
  /** 1 for whom the number was told of first, and so on: no two people's orders have one key. */
  readonly nth: number;
  /** By when it happened. */
  readonly told: readonly OrderTold[];
  /** What was told of somebody else afterwards, where the order is theirs by it. */
  readonly takenBy?: OrderTold;
}

/** As between reports: numbers come back after months, and an order that is moved is moved within days. */
const OTHER_ORDER = 90 * DAY;

const codes = ({ event }: OrderTold): readonly string[] =>
  event.order.code.codings.map(({ system, code }) => `${system}|${code}`);

const sameTest = (one: OrderTold, other: OrderTold): boolean => {
  const [own, others] = [codes(one), codes(other)];
  if (own.length === 0 || others.length === 0) return one.event.order.code.text === other.event.order.code.text;
  return own.some((code) => others.includes(code));
};

const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

/**
 * A placer number is unique within the system that gave it (HL7 2.5.1 section 4.5.1.2), which few messages name: under one
 * number of several systems two people have ordered two things. It is one order where the test is the same and nothing
 * says that it is another.
 */
const isSame = (one: OrderTold, other: OrderTold): boolean =>
  sameTest(one, other) &&
  !differ(one.event.placer, other.event.placer) &&
  !differ(one.event.order.fillerNumber, other.event.order.fillerNumber) &&
  Math.abs(Date.parse(one.event.order.orderedAt) - Date.parse(other.event.order.orderedAt)) <= OTHER_ORDER;

/** Words that say whose it is: the first of it, and that it is ordered. Its progress may be an old one's; what is revoked is nobody's. */
const claimsOf = (own: readonly OrderTold[]): readonly OrderTold[] =>
  own.filter(({ event: { order } }, at) => order.status === 'active' || (at === 0 && order.status !== 'revoked'));

/**
 * What was told under one number, of each person of whom it was told, in the order in which they were first named. Who is
 * named last has the order; by when it happened, as all that is said of an order.
 */
export const ordersOf = (
  told: readonly OrderTold[],
  personOf: PersonOf = (recordId) => recordId,
): readonly OwnOrder[] => {
  const people = new Map<string, OrderTold[]>();
  for (const one of [...told].sort(byArrival)) {
    const person = personOf(one.event.recordId);
    people.set(person, [...(people.get(person) ?? []), one]);
  }
  const all = [...people.values()].map((own) => own.sort(byOccurrence));
  const takerOf = (own: readonly OrderTold[]): OrderTold | undefined => {
    const last = claimsOf(own).at(-1);
    if (last === undefined || all.length === 1) return undefined;
    return all
      .flatMap((others) => (others === own ? [] : claimsOf(others)))
      .filter((one) => isSame(one, last) && byOccurrence(one, last) > 0)
      .sort(byOccurrence)
      .at(-1);
  };
  return all.map((own, at) => {
    const takenBy = takerOf(own);
    return { nth: at + 1, told: own, ...(takenBy !== undefined && { takenBy }) };
  });
};
