import fc from 'fast-check';
import { createIdentityIndex } from '../../adapters/identity';
import { startFeeds, startWorker, type Feed, type Feeds, type Worker } from '../../adapters/inbox';
import { dial, toldBy } from '../../adapters/inbox/sample-feed';
import { createProjector } from '../../adapters/projections';
import { ITK_PROFILE } from '../../adapters/systems/pas/profiles';
import { translate } from '../../adapters/systems/pas/translate';
import type { MllpClient } from '../../adapters/wire/mllp/client';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../database';
import { startOver, stateOf, linksOf } from './kept-state';

const clock = fixedClock('2026-11-22T10:00:00.000Z' as Instant);
const feed: Feed = { name: 'pas-adt', instance: 'pas@RWE', profile: ITK_PROFILE, host: '127.0.0.1', port: 0 };

/** HL7 time of the nth message: a minute after the one before, so that no two are of one moment. */
const stamp = (n: number): string => `20261120${String(8 + Math.floor(n / 60)).padStart(2, '0')}${String(n % 60).padStart(2, '0')}00`; // prettier-ignore

type Said = (at: string) => { readonly trigger: string; readonly segments: readonly string[] };

const PEOPLE = { S9900001: '19480302', S9900002: '19500114' } as const;
type HospitalNumber = keyof typeof PEOPLE;
const [ONE, TWO] = ['S9900001', 'S9900002'] as const;

const pid = (who: HospitalNumber, said: { family?: string; sex?: string; address?: string } = {}): string =>
  `PID|1||${who}^^^RWE||${said.family ?? 'TESTER'}^ADA^^^MS^^L||${PEOPLE[who]}|${said.sex ?? '2'}|||${said.address ?? ''}`;

const who = fc.constantFrom<HospitalNumber>(ONE, ONE, ONE, TWO);
/** What a field says: nothing, that it is no longer so, or something. */
const field = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', '""', ...values);

const person: fc.Arbitrary<Said> = fc
  .record({
    who,
    trigger: fc.constantFrom('A28', 'A31'),
    family: fc.constantFrom('TESTER', 'SPECIMEN'),
    sex: fc.constantFrom('1', '2'),
    address: field('1 TEST LANE^^LEICESTER', '2 TEST LANE^^LEICESTER'),
  })
  .map(({ trigger, ...said }): Said => () => ({ trigger, segments: [pid(said.who, said), 'PV1|1|N'] }));

const STAYS = ['A01', 'A01', 'A02', 'A02', 'A03', 'A08', 'A11', 'A12', 'A13', 'A21', 'A22'] as const;
const stay: fc.Arbitrary<Said> = fc
  .record({
    who,
    trigger: fc.constantFrom(...STAYS),
    visit: fc.constantFrom('700001', '700002'),
    place: fc.constantFrom('RWE^W12^B1^RWE', 'RWE^W14^B2^RWE', 'RWE^W14^B3^RWE'),
    allergy: fc.boolean(),
  })
  .map(({ trigger, visit, place, allergy, ...said }): Said => (at) => {
    const left = trigger === 'A03' ? at : '';
    return {
      trigger,
      segments: [
        pid(said.who),
        `PV1|1|I|${place}|21|${'|'.repeat(14)}${visit}^^^VISITID${'|'.repeat(25)}${stamp(0)}|${left}`,
        ...(allergy ? ['AL1|1|DA|91936005^Allergy to penicillin^SCT||Rash|201905'] : []),
      ],
    };
  });

const merged =
  (survivor: HospitalNumber, retired: HospitalNumber): Said =>
  () => ({
    trigger: 'A40',
    segments: [pid(survivor), `MRG|${retired}^^^RWE`],
  });
const introduced =
  (one: HospitalNumber): Said =>
  () => ({ trigger: 'A28', segments: [pid(one)] });
const parted =
  (one: HospitalNumber, other: HospitalNumber): Said =>
  () => ({
    trigger: 'A37',
    segments: [pid(one), pid(other).replace('PID|1', 'PID|2')],
  });
const joining = fc.tuple(fc.boolean(), fc.boolean()).map(([parting, forward]): Said => {
  const [one, other] = forward ? ([ONE, TWO] as const) : ([TWO, ONE] as const);
  return parting ? parted(one, other) : merged(one, other);
});

interface Sent {
  /** MSH-10: its own, whatever place it arrives in. */
  readonly id: string;
  readonly bytes: Buffer;
}

const messageOf = (said: Said, n: number): Sent => {
  const { trigger, segments } = said(stamp(n));
  const id = `CONVERGE${n}`;
  const header = `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|${stamp(n)}||ADT^${trigger}|${id}|P|2.4|||||GBR|UNICODE UTF-8|EN`;
  const lines = [header, `EVN||${stamp(n)}||||${stamp(n)}`, ...segments];
  return { id, bytes: Buffer.from(lines.map((line) => `${line}\r`).join('')) };
};

const history = (...kinds: readonly fc.Arbitrary<Said>[]): fc.Arbitrary<readonly Sent[]> =>
  fc
    .array(fc.oneof(...kinds), { minLength: 2, maxLength: 9 })
    .map((all) => all.map((said, n) => messageOf(said, n + 1)));

/** As a line that fails again and again brings them: late, early, and some more than once. */
const anyhow = (ordered: readonly Sent[]): fc.Arbitrary<readonly Sent[]> =>
  fc
    .subarray([...ordered])
    .chain((again) => fc.shuffledSubarray([...ordered, ...again], { minLength: ordered.length + again.length }));

const RUNS = { numRuns: 5 };

describe('messages through the listener, the inbox and its worker', () => {
  let fresh: FreshDatabase;
  let feeds: Feeds;
  let worker: Worker;
  let line: MllpClient;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const { store } = fresh;
    const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
    const means = { store, feeds: [feed], clock, log: () => undefined };
    feeds = await startFeeds(means);
    worker = await startWorker({
      ...means,
      housekeeping: false,
      translateFor: () => translate,
      apply: (trx, heard) => projector.apply(trx, heard),
      applyAll: (trx, heard) => projector.applyAll(trx, heard),
    });
    line = await dial(feeds.ports.get(feed.name) ?? 0);
  });
  afterAll(async () => {
    await line.close();
    await worker.close();
    await feeds.close();
    await fresh.drop();
  });

  /** Sends them in this order; `workAfter`: the places at which all that waits is worked on before more is sent. */
  const hear = async (messages: readonly Sent[], workAfter: readonly boolean[] = []): Promise<void> => {
    for (const [n, { id, bytes }] of messages.entries()) {
      expect(toldBy(await line.send(bytes))).toBe(`AA ${id}`);
      if (workAfter[n % workAfter.length] === true) await worker.drain();
    }
    await worker.drain();
    const { rows } = await fresh.store.pool.query<{ state: string }>('select distinct state from message');
    expect(rows).toEqual([{ state: 'translated' }]);
  };

  test('in any order, some sent again and again, leave what the ordered run leaves', async () => {
    const arriving = history(person, stay, stay, joining).chain((ordered) =>
      fc.record({
        ordered: fc.constant(ordered),
        anyhow: anyhow(ordered),
        workAfter: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(arriving, async (each) => {
        await startOver(fresh.store);
        await hear(each.ordered);
        const expected = await stateOf(fresh.store);
        await startOver(fresh.store);
        await hear(each.anyhow, each.workAfter);
        expect(await stateOf(fresh.store)).toEqual(expected);
        const { rows } = await fresh.store.pool.query<{ n: number }>(
          'select count(*)::integer + sum(repeats)::integer as n from message',
        );
        expect(rows).toEqual([{ n: each.anyhow.length }]);
      }),
      RUNS,
    );
  });

  test('that merge two people and part them again leave what a plain word of them would have left', async () => {
    const told = fc.record({ before: history(person, stay), forward: fc.boolean(), late: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(told, async ({ before, forward, late }) => {
        const [survivor, retired] = forward ? ([ONE, TWO] as const) : ([TWO, ONE] as const);
        const updated: Said = () => ({ trigger: 'A31', segments: [pid(survivor)] });
        const all = [...before, messageOf(introduced(ONE), 30), messageOf(introduced(TWO), 31)];
        await startOver(fresh.store);
        await hear([...all, messageOf(updated, 40), messageOf(updated, 41)]);
        const [expected, links] = [await stateOf(fresh.store), await linksOf(fresh.store)];
        await startOver(fresh.store);
        const [merge, part] = [messageOf(merged(survivor, retired), 40), messageOf(parted(survivor, retired), 41)];
        await hear(late ? [merge, ...all] : [...all, merge]);
        expect((await stateOf(fresh.store)).people).not.toEqual(expected.people);
        await hear([part]);
        expect([await stateOf(fresh.store), await linksOf(fresh.store)]).toEqual([expected, links]);
      }),
      RUNS,
    );
  });
});
