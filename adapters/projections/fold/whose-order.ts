import { DAY } from '../../../schema/time';
import { differ, sameTest, testsOf } from './ordered-tests';
import type { OrderTold } from './ordered-tests';
import { byArrival, byOccurrence } from './told';
import type { PersonOf } from './whose-report';

/** The order of one person, of one test. */
export interface OwnOrder {
  /** 1 for whom the number was told of first, and so on: no two people's orders have one key. */
  readonly nth: number;
  /** Which of several tests it is; undefined for the first. */
  readonly test?: string;
  /** By when it happened. */
  readonly told: readonly OrderTold[];
  /** What was told of somebody else afterwards, where the order is theirs by it. */
  readonly takenBy?: OrderTold;
}

/** As between reports: numbers come back after months, and an order that is moved is moved within days. */
const OTHER_ORDER = 90 * DAY;

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

/** What each test but the first is called in a key; of those of one name, which. */
const namesOf = (tests: readonly (readonly OrderTold[])[]): readonly (string | undefined)[] => {
  const times = new Map<string, number>();
  return tests.map(([first], at) => {
    const code = first?.event.order.code;
    const name = code?.codings[0]?.code ?? code?.text ?? '';
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    if (at === 0) return undefined;
    return time === 1 ? name : `${name}#${time}`;
  });
};

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
  const all = [...people.values()].map((own) => testsOf(own.sort(byOccurrence)));
  const takerOf = (own: readonly OrderTold[], person: number): OrderTold | undefined => {
    const last = claimsOf(own).at(-1);
    if (last === undefined) return undefined;
    return all
      .flatMap((tests, at) => (at === person ? [] : tests.flatMap(claimsOf)))
      .filter((one) => isSame(one, last) && byOccurrence(one, last) > 0)
      .sort(byOccurrence)
      .at(-1);
  };
  return all.flatMap((tests, person) => {
    const names = namesOf(tests);
    return tests.map((own, at) => {
      const [takenBy, test] = [takerOf(own, person), names[at]];
      return {
        ...{ nth: person + 1, told: own },
        ...(test !== undefined && { test }),
        ...(takenBy !== undefined && { takenBy }),
      };
    });
  });
};
