import type { EventOf, Told } from './told';

export type OrderTold = Told<EventOf<'ordered'>>;
type Status = NonNullable<OrderTold['event']['order']['status']>;

const codes = ({ event }: OrderTold): readonly string[] =>
  event.order.code.codings.map(({ system, code }) => `${system}|${code}`);

export const sameTest = (one: OrderTold, other: OrderTold): boolean => {
  const [own, others] = [codes(one), codes(other)];
  if (own.length === 0 || others.length === 0) return one.event.order.code.text === other.event.order.code.text;
  return own.some((code) => others.includes(code));
};

export const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

const otherFiller = (one: OrderTold, other: OrderTold): boolean =>
  differ(one.event.order.fillerNumber, other.event.order.fillerNumber);

const sameFiller = (one: OrderTold, other: OrderTold): boolean =>
  one.event.order.fillerNumber !== undefined && one.event.order.fillerNumber === other.event.order.fillerNumber;

/** What only one message says, or one test after the other, is a change of the one test: the latest copy stands. */
const areSeveral = (told: readonly OrderTold[]): boolean =>
  new Set(told.map(({ seq }) => seq)).size < told.length ||
  told.some((one, at) => told.slice(at + 1).some((other) => otherFiller(one, other) && !sameTest(one, other)));

const isOf = (one: OrderTold, test: readonly OrderTold[]): boolean =>
  test.some((other) => sameFiller(one, other)) ||
  (test.some((other) => sameTest(one, other)) && !test.some((other) => otherFiller(one, other)));

/** A cancel of the number that names, with all that its message says of it, no test that was ordered under it: a panel's own. */
const isOfAll = (one: OrderTold, tests: readonly (readonly OrderTold[])[], told: readonly OrderTold[]): boolean =>
  one.event.asWhole === true &&
  tests.length > 0 &&
  told.every((other) => other.seq !== one.seq || !tests.some((test) => isOf(other, test)));

/** What is said of the number, as said of one of its tests: it stays what was ordered. */
const saidOf = (one: OrderTold, test: readonly OrderTold[]): OrderTold => {
  const { placerNumber, status, orderedAt, code } = one.event.order;
  const own = test[0]?.event.order.code ?? code;
  return { ...one, event: { ...one.event, order: { placerNumber, orderedAt, code: own, ...(status && { status }) } } };
};

const ENDED: readonly (Status | undefined)[] = ['completed', 'revoked'];

const standing = (test: readonly OrderTold[]): Status | undefined =>
  test.findLast(({ event: { order } }) => order.status !== undefined)?.event.order.status;

/**
 * What was told of one person under one placer number, test by test. Several tests may be ordered under one number, an OBR
 * each (HL7 2.5.1 section 4.5.3): they go on apart from each other, known by the filler number (OBR-3), else by what was ordered (OBR-4).
 * Given and answered in the order in which it happened.
 */
export const testsOf = (told: readonly OrderTold[]): readonly (readonly OrderTold[])[] => {
  if (!areSeveral(told)) return [told];
  const tests: OrderTold[][] = [];
  /** What ended tests with the others of their number. */
  const ofAll = new Set<OrderTold>();
  for (const one of told) {
    if (isOfAll(one, tests, told)) {
      // What is done, or was ended by itself, stays so; and what could not be cancelled after all goes on.
      const concerned = tests.filter((test) => {
        const last = test.at(-1);
        if (one.event.order.status === 'active') return last !== undefined && ofAll.has(last);
        return !ENDED.includes(standing(test));
      });
      for (const test of concerned) {
        const said = saidOf(one, test);
        test.push(said);
        ofAll.add(said);
      }
      continue;
    }
    // Two OBRs of one message are two tests, even of one name: a culture from each arm.
    const open = tests.filter((test) => test.every(({ seq }) => seq !== one.seq));
    const own =
      open.find((test) => test.some((other) => sameFiller(one, other))) ??
      open.find((test) => test.some((other) => sameTest(one, other)) && !test.some((other) => otherFiller(one, other)));
    if (own === undefined) tests.push([one]);
    else own.push(one);
  }
  return tests;
};
