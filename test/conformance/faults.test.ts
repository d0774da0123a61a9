import type { Answer } from '../../schema/answer';
import type { Ask, Capability } from '../../schema/capabilities';
import type { Connection, Provision } from '../../adapters/contract';
import type { Address } from '../../adapters/assembly/connections';
import type { Fault, RunningSimulator } from '../../adapters/simulation/simulator';
import type { InstanceName } from '../../schema/identifiers';
import { askAt, askingsOf, everyone, recordsIn, type Asking } from './asking';
import { castOf, placesOf, type Cast } from './cast';
import { knownRecords } from './known-records';
import { startMisledWay } from './misled';
import { withOffsets } from './offsets';
import { startPagedWay } from './paged';
import { startRewrittenWay } from './rewritten';
import { withOneUnreadable } from './unreadable';
import { EVERY_KIND, instancesOf, provisionsOf } from './kinds';
import { outcomeOf, toldIn } from './outcome';
import { startRunning, type Running } from './running';
import { deadAddress, startStranger, type Stranger } from './strangers';
import { patientValuesIn } from './words';

const WHOLE: Omit<Fault, 'kind'> = { delayMs: 0, share: 1 };
/** What each fault is told as (contract, design section 2). A slow answer is told by whoever stopped waiting. */
const TOLD = {
  down: ['SOURCE_UNAVAILABLE'],
  error: ['SOURCE_UNAVAILABLE'],
  garbage: ['SOURCE_INVALID'],
  empty: ['SOURCE_INVALID'],
} as const;

/** An ask that the system answers with records when it is well, and what it says then. */
interface Healthy {
  readonly capability: Capability;
  readonly asking: Asking;
  readonly whom: readonly number[];
  readonly answers: readonly Answer<unknown>[];
}

/** Nothing in it tells a reader that something may be missing. */
const looksWhole = (answer: Answer<unknown> | undefined): boolean =>
  answer?.kind === 'found' ? answer.complete : answer?.kind === 'absent' && answer.warnings.length === 0;

const MANY = 4;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Only kinds that are asked live can fail an ask; what is heard has its own row (silence) among the answers. */
const ASKED_LIVE = EVERY_KIND.filter(([, registered]) =>
  provisionsOf(registered).some(([, { from }]) => from === 'live'),
);

describe.each(ASKED_LIVE)('%s', (_name, registered) => {
  const live = provisionsOf(registered).filter(([, { from }]) => from === 'live');
  let running: Running;
  let cast: Cast;
  beforeAll(async () => {
    running = await startRunning(registered, { hears: false });
    cast = castOf(running.hospital, await knownRecords(running));
  });
  afterAll(() => running.close());

  describe.each(instancesOf(registered))('%s', (instance: InstanceName) => {
    let simulator: RunningSimulator;
    let connection: Connection;
    let healthy: readonly Healthy[];

    const connectionTo = (address?: Address): Connection =>
      running.connect(address === undefined ? {} : { address }).get(instance)?.connection as Connection;
    const askings = (of: Connection, capability: Capability, provision: Provision) =>
      askingsOf(
        of,
        capability,
        provision,
        { people: cast.people, places: placesOf(running.hospital, instance) },
        instance,
      );
    const now = (signal?: AbortSignal): Ask => askAt(running.clock, signal);
    /** The same asks of another connection. */
    const healthyOn = (of: Connection): readonly Healthy[] =>
      healthy.flatMap((each) => {
        const provision = registered.kind.provides[each.capability] as Provision;
        const asking = askings(of, each.capability, provision).find(({ side }) => side === each.asking.side);
        return asking === undefined ? [] : [{ ...each, asking }];
      });
    const told = async ({ asking, whom }: Healthy, ask = now()) =>
      toldIn(await outcomeOf(asking.ask(whom, ask), running.words));
    const toldBy = (of: readonly Healthy[]) =>
      Promise.all(of.map(async (each) => `${each.capability} ${each.asking.side}: ${(await told(each)).join(', ')}`));
    const each = (code: string): readonly string[] =>
      healthy.map(({ capability, asking }) => `${capability} ${asking.side}: ${code}`);

    beforeAll(async () => {
      simulator = running.simulators.get(instance) as RunningSimulator;
      connection = connectionTo();
      const all: Healthy[] = [];
      for (const [capability, provision] of live) {
        for (const asking of askings(connection, capability, provision)) {
          const answers = await asking.answers(everyone(asking), now(), running.words);
          const answered = everyone(asking).filter((at) => answers[at]?.kind === 'found');
          const telling = answered.filter((at) => recordsIn(answers[at]).length > 0);
          const whom = (telling.length > 0 ? telling : answered).slice(0, MANY);
          if (telling.length > 0)
            all.push({ capability, asking, whom, answers: whom.flatMap((at) => answers[at] ?? []) });
        }
      }
      healthy = all;
    });

    /** A port that was closed opens again in its own time. */
    const mended = async (): Promise<void> => {
      simulator.setFault(null);
      for (const { asking, whom, answers } of healthy) {
        for (let tries = 0; tries < 200; tries += 1) {
          if (Array.isArray(await outcomeOf(asking.ask(whom, now()), running.words))) break;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        expect(await asking.ask(whom, now())).toEqual(answers);
      }
    };
    let stranger: Stranger | null = null;
    afterEach(async () => {
      simulator.setFault(null);
      await stranger?.close();
      stranger = null;
    });

    test('there is something to break', () => expect(healthy).not.toEqual([]));

    test.each(Object.entries(TOLD))('%s is told as %s, and it answers again after', async (kind, [code]) => {
      simulator.setFault({ ...WHOLE, kind: kind as keyof typeof TOLD });
      expect(await toldBy(healthy)).toEqual(each(code));
      // With nothing known yet: what it must fetch first (a token, a capability statement) fails as well.
      for (const one of healthyOn(connectionTo()).slice(0, 2)) {
        const said = await told(one);
        expect(said.filter((word) => !/^SOURCE_(UNAVAILABLE|INVALID)$/.test(word))).toEqual([]);
      }
      await mended();
    });

    test('half broken, an answer is the whole answer or a failure', async () => {
      for (const kind of ['error', 'empty', 'garbage'] as const) {
        simulator.setFault({ kind, delayMs: 0, share: 0.5 });
        for (const { asking, whom, answers } of healthy) {
          const outcome = await outcomeOf(asking.ask(whom, now()), running.words);
          if (!Array.isArray(outcome)) continue;
          const said = outcome as readonly Answer<unknown>[];
          const honest = said.map((answer, at) => (answer.kind === 'found' && answer.complete ? answers[at] : answer));
          expect(said).toEqual(honest);
        }
      }
    });

    test('slow, it is not waited for once the asker has gone', async () => {
      simulator.setFault({ kind: 'slow', delayMs: 600_000, share: 1 });
      for (const one of [...healthy, ...healthyOn(connectionTo()).slice(0, 2)]) {
        const before = simulator.asks().length;
        const stop = new AbortController();
        let over = false;
        const asked = one.asking.ask(one.whom, now(stop.signal)).finally(() => {
          over = true;
        });
        asked.catch(() => undefined);
        while (simulator.asks().length === before && !over) await turn();
        stop.abort();
        expect([one.capability, toldIn(await outcomeOf(asked, running.words))]).toEqual([
          one.capability,
          ['SOURCE_TIMEOUT'],
        ]);
      }
      await mended();
    });

    test('an asker who has gone already is told nothing', async () => {
      for (const one of healthy) expect(await told(one, now(AbortSignal.abort()))).not.toContain('found');
    });

    test('a dead port is told as unavailable', async () => {
      expect(await toldBy(healthyOn(connectionTo(await deadAddress())))).toEqual(each('SOURCE_UNAVAILABLE'));
    });

    test.each(['hangs up', 'talks nonsense'] as const)(
      'on its port someone %s: a fault, never an answer',
      async (manner) => {
        stranger = await startStranger(manner);
        for (const one of healthyOn(connectionTo(stranger.address))) {
          const said = await told(one);
          expect(said.filter((word) => !/^SOURCE_(UNAVAILABLE|INVALID)$/.test(word))).toEqual([]);
        }
      },
    );

    test('on its port someone says nothing: left when the asker leaves', async () => {
      stranger = await startStranger('says nothing');
      for (const one of healthyOn(connectionTo(stranger.address))) {
        const stop = new AbortController();
        const asked = one.asking.ask(one.whom, now(stop.signal));
        setTimeout(() => stop.abort(), 20);
        expect(toldIn(await outcomeOf(asked, running.words))).toEqual(['SOURCE_TIMEOUT']);
      }
    });

    test('asked about somebody else on the way, it has none of their records for the person asked about', async () => {
      const { port } = simulator;
      if (port === null) throw new Error(`${instance} is asked live, and its simulator listens nowhere`);
      let [tried, swapped] = [0, 0];
      for (const one of healthy.filter(({ asking }) => asking.side === 'people')) {
        const [asked, other] = one.whom;
        const [person, somebody] = [asked, other].map((at) => (at === undefined ? undefined : cast.people[at]));
        if (asked === undefined || !person || !somebody) continue;
        tried += 1;
        const own = new Set(recordsIn(one.answers[0]).map(({ key }) => key));
        const theirs = new Set(recordsIn(one.answers[1]).map(({ key }) => key));
        const way = await startMisledWay({ host: '127.0.0.1', port }, person, somebody);
        try {
          const [misled] = healthyOn(connectionTo(way.address)).filter(
            ({ asking, capability }) => [asking.side, capability].join() === [one.asking.side, one.capability].join(),
          );
          const outcome = await outcomeOf(misled?.asking.ask([asked], now()) ?? Promise.resolve([]), running.words);
          const answer = Array.isArray(outcome) ? (outcome as readonly Answer<unknown>[])[0] : undefined;
          const told = new Set(recordsIn(answer).map(({ key }) => key));
          const wrong = [...told].filter((key) => theirs.has(key) && !own.has(key));
          expect([one.capability, wrong]).toEqual([one.capability, []]);
          // What was asked for did not come: an empty list would be told as a fact.
          const missing = looksWhole(answer) ? [...own].filter((key) => !told.has(key)) : [];
          expect([one.capability, missing]).toEqual([one.capability, []]);
        } finally {
          swapped += way.swapped();
          await way.close();
        }
      }
      // Whoever is never asked by a number in the open is not tried here, and needs a test of its own.
      expect(swapped > 0).toBe(tried > 0);
    });

    /** Which answers look whole when they come by this way, and have not the records that they have without it. */
    const lostBy = async (address: Address): Promise<readonly (readonly [Capability, readonly number[]])[]> => {
      const keysOf = (answer: Answer<unknown> | undefined) =>
        recordsIn(answer)
          .map(({ key }) => key)
          .sort();
      const lost: (readonly [Capability, readonly number[]])[] = [];
      for (const { asking, whom, answers, capability } of healthyOn(connectionTo(address))) {
        const outcome = await outcomeOf(asking.ask(whom, now()), running.words);
        if (!Array.isArray(outcome)) continue;
        const said = outcome as readonly Answer<unknown>[];
        const some = said.flatMap((answer, at) =>
          looksWhole(answer) && keysOf(answer).join() !== keysOf(answers[at]).join() ? [at] : [],
        );
        if (some.length > 0) lost.push([capability, some]);
      }
      return lost;
    };

    test('a searchset in two pages is read to its end, or the answer says that it is not whole', async () => {
      const { port } = simulator;
      if (port === null) throw new Error(`${instance} is asked live, and its simulator listens nowhere`);
      const way = await startPagedWay({ host: '127.0.0.1', port });
      try {
        expect(await lostBy(way.address)).toEqual([]);
      } finally {
        await way.close();
      }
    });

    test('of a searchset with a record that cannot be read the answer says that it is not whole', async () => {
      const { port } = simulator;
      if (port === null) throw new Error(`${instance} is asked live, and its simulator listens nowhere`);
      const way = await startRewrittenWay({ host: '127.0.0.1', port }, withOneUnreadable);
      try {
        expect(await lostBy(way.address)).toEqual([]);
      } finally {
        await way.close();
      }
    });

    test('a moment said with an offset is the moment that it is without', async () => {
      const { port } = simulator;
      if (port === null) throw new Error(`${instance} is asked live, and its simulator listens nowhere`);
      const way = await startRewrittenWay({ host: '127.0.0.1', port }, withOffsets);
      try {
        for (const { asking, whom, answers, capability } of healthyOn(connectionTo(way.address))) {
          const said = await asking.answers(whom, now(), running.words);
          expect([capability, said.map(recordsIn)]).toEqual([capability, answers.map(recordsIn)]);
        }
      } finally {
        await way.close();
      }
    });

    test('closed, twice, even with an ask on the way, it answers nothing', async () => {
      const closing = connectionTo();
      const asks = healthyOn(closing);
      simulator.setFault({ kind: 'slow', delayMs: 600_000, share: 1 });
      const stop = new AbortController();
      const [first] = asks;
      const asked = first?.asking.ask(first.whom, now(stop.signal)) ?? Promise.resolve([]);
      asked.catch(() => undefined);
      await turn();
      const closed = Promise.all([closing.close(), closing.close()]);
      stop.abort();
      expect(toldIn(await outcomeOf(asked, running.words))).not.toContain('found');
      await closed;
      await closing.close();
      simulator.setFault(null);
      for (const one of asks) expect(await told(one)).not.toContain('found');
    });
  });

  test('no word of it names a patient', () => {
    const valuesIn = patientValuesIn(running.hospital);
    expect(running.words.said().filter((line) => valuesIn(line).length > 0)).toEqual([]);
  });
});
