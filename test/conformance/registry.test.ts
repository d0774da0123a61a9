import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Connection, Means } from '../../adapters/contract';
import { openConnections } from '../../adapters/assembly/connections';
import { KINDS } from '../../adapters/registry';
import { fixedClock } from '../../schema/clock';
import { ALL_CAPABILITIES } from '../../schema/capabilities';
import type { Instant } from '../../schema/time';
import type { Store } from '../../adapters/store';
import { EVERY_KIND, SIDES, estateOf, instancesOf, provisionsOf } from './kinds';
import { samplesOf } from './samples';

const SYSTEMS = join(__dirname, '../../adapters/systems');
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);

test('every folder of systems is a kind of the registry, and every kind a folder', () => {
  const folders = readdirSync(SYSTEMS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(KINDS.map(({ kind }) => kind.kind).sort()).toEqual(folders.sort());
});

describe.each(EVERY_KIND)('%s', (name, registered) => {
  const { kind, simulator, simulatedSettings } = registered;
  const settings: Readonly<Record<string, unknown>> = simulatedSettings('127.0.0.1', 1);
  const folder = join(SYSTEMS, name);

  test('its folder, its simulator and its README go by its name', () => {
    expect(simulator.kind).toBe(name);
    expect(readFileSync(join(folder, 'README.md'), 'utf8').toLowerCase()).toContain(kind.name.toLowerCase());
  });

  test('the example estate has an instance of it, and a feed exactly where it translates', () => {
    expect(instancesOf(registered)).not.toEqual([]);
    expect(estateOf(registered).feeds.length > 0).toBe(kind.translate !== undefined);
  });

  test('it has samples of its messages exactly where it translates', () => {
    expect(samplesOf(registered).length > 0).toBe(kind.translate !== undefined);
  });

  test('the settings of its simulator parse', () => {
    expect(kind.config.safeParse(settings).error).toBeUndefined();
  });

  const namesOf = (given: Readonly<Record<string, unknown>>): readonly string[] => {
    const { error } = kind.config.safeParse(given) as { readonly error?: z.ZodError };
    return (error?.issues ?? []).flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : String(issue.path[0] ?? ''),
    );
  };

  test('a setting that is missing, malformed or misspelt is named', () => {
    for (const key of Object.keys(settings)) {
      const { [key]: _missing, ...rest } = settings;
      // One with a default may be left out; then nothing is wrong.
      expect([...new Set([...namesOf(rest), key])]).toEqual([key]);
      expect(namesOf({ ...settings, [key]: { not: 'a setting' } })).toEqual([key]);
    }
    expect(namesOf({ ...settings, aSettingThatIsNone: 1 })).toEqual(['aSettingThatIsNone']);
  });

  test('an instance without its settings does not start, and all it lacks is named at once', () => {
    const needed = Object.keys(settings).filter((key) => {
      const { [key]: _missing, ...rest } = settings;
      return !kind.config.safeParse(rest).success;
    });
    const problems = (): readonly string[] => {
      try {
        openConnections({
          ...{ estate: estateOf(registered), env: {}, store: {} as Store, clock, simulated: null },
          log: () => undefined,
        });
        return [];
      } catch (error) {
        return (error as { readonly problems: readonly string[] }).problems;
      }
    };
    const wanted = instancesOf(registered).flatMap((instance) => needed.map((key) => `${instance}.${key}`));
    expect(
      problems()
        .map((problem) => problem.split(':')[0])
        .sort(),
    ).toEqual(wanted.sort());
  });

  test('says how each capability is asked, in numbers that make sense', () => {
    expect(provisionsOf(registered)).not.toEqual([]);
    for (const [capability, { from, maxBatch, ttlMs, limits }] of provisionsOf(registered)) {
      expect([capability, Number.isInteger(maxBatch) && maxBatch >= 1]).toEqual([capability, true]);
      expect([capability, ttlMs >= 0 && (from === 'live' || ttlMs === 0)]).toEqual([capability, true]);
      for (const { code, text } of limits ?? [])
        expect([code, text]).toEqual([expect.stringMatching(/^[A-Z_]+$/), text]);
    }
  });

  describe('connected', () => {
    let connection: Connection;
    beforeEach(() => {
      const [instance = 'nothing@RWE'] = instancesOf(registered);
      const notAsked = () => Promise.reject(new Error('nothing is asked here'));
      const means: Means = {
        instance,
        clock,
        projections: { forPeople: notAsked, forPlaces: notAsked, heardUntil: () => Promise.resolve(null) },
      };
      connection = kind.connect(kind.config.parse(settings), means);
    });
    afterEach(() => connection.close());

    test('has a source for each capability it provides, of a shape the schema knows, and for no other', () => {
      const given = (capability: keyof typeof SIDES): readonly string[] =>
        (['people', 'places'] as const).filter((side) => capability in connection.sources[side]);
      for (const capability of ALL_CAPABILITIES) {
        const sides = given(capability);
        const provided = kind.provides[capability] !== undefined;
        expect([capability, sides.length > 0]).toEqual([capability, provided]);
        expect([capability, sides.filter((side) => !(side in SIDES[capability]))]).toEqual([capability, []]);
      }
      const named = Object.entries({ ...connection.sources.people, ...connection.sources.places });
      expect(named.filter(([, source]) => typeof source !== 'function')).toEqual([]);
      expect(named.map(([capability]) => capability).filter((each) => !(each in SIDES))).toEqual([]);
    });

    test('is closed twice as once', async () => {
      await Promise.all([connection.close(), connection.close()]);
      await connection.close();
    });
  });
});
