import { createHash } from 'node:crypto';
import { KINDS } from '../../../adapters/registry';
import { createRecordIds } from '../../../schema/record-id';
import { at } from '../answers';
import type { Hospital } from '../hospital';

const wardList = (perPerson: string) => /* GraphQL */ `
  query ($wards: [ID!]!) {
    encounters(filter: { wards: $wards }, first: 50) {
      nodes {
        bed { name status sex }
        patient {
          name { text }
          latestObservations { nodes { code { text } valueText } completeness { status } }
          latestResults(codes: [{ code: "1107751000000106" }]) { nodes { valueText } completeness { status } }
          flags { nodes { code { text } } completeness { status } }
          ${perPerson}
        }
      }
      completeness { status }
    }
    earlyWarnings(filter: { wards: $wards, totalAtLeast: 0 }, first: 50) {
      nodes { total }
      completeness { status }
    }
  }
`;

/** Kinds of which one ask carries one person only: what they cost must grow with the people, and only when selected. */
const ONE_AT_A_TIME = new Set(
  KINDS.filter(({ kind }) => Object.values(kind.provides).some(({ maxBatch }) => maxBatch === 1)).map(
    ({ kind }) => kind.kind,
  ),
);

const ids = createRecordIds(
  createHash('sha256').update('causeway development: record ids are opaque, not secret').digest(),
);

/** Counted at the simulators, as asks of the real protocols. Moves the clock, so that no cache answers. */
export const costOfAWard = (hospital: () => Hospital): void => {
  const cost = async (ward: string, occupied: number, perPerson = '') => {
    hospital().clock.advance(2 * 60_000);
    const asks = await hospital().asksDuring(async () => {
      const reply = await hospital().ask('nurse', wardList(perPerson), { wards: [ids.seal('ward', `RWE|${ward}`)] });
      // A practice refuses whoever has no verified number; nothing else may go wrong.
      expect(reply.errors.filter(({ extensions }) => extensions['code'] !== 'SOURCE_REFUSED')).toEqual([]);
      expect(at(reply, 'encounters.nodes')).toHaveLength(occupied);
    });
    // A token lasts for many wards.
    for (const asked of Object.values(asks)) delete asked['POST oauth2/token'];
    const batching = Object.entries(asks).filter(([instance]) => !ONE_AT_A_TIME.has(instance.split('@')[0] ?? ''));
    return { asks, batching: Object.fromEntries(batching) };
  };
  const total = (asked: Record<string, number> = {}): number =>
    Object.values(asked).reduce((sum, count) => sum + count, 0);

  test('thirty people cost as many asks as seven, of every system that can be asked about many', async () => {
    const thirty = await cost('W30', 30);
    const seven = await cost('W12', 7);
    expect(Object.keys(thirty.batching)).toContain('nervecentre@RWE');
    expect(thirty.batching).toEqual(seven.batching);
    // Places, observations, scores and flags: a handful, each once.
    expect(total(thirty.asks['nervecentre@RWE'])).toBeLessThanOrEqual(8);
  });

  test('a system that is asked one by one is left alone until its field is selected, and then asked once a person', async () => {
    const without = await cost('W30', 30);
    const kindsAsked = (asks: object): string[] => Object.keys(asks).map((instance) => instance.split('@')[0] ?? '');
    expect(kindsAsked(without.asks).filter((kind) => ONE_AT_A_TIME.has(kind))).toEqual([]);
    const withGp = await cost('W30', 30, 'problems(first: 20) { nodes { code { text } } completeness { status } }');
    const perPerson = Object.entries(withGp.asks).filter(([instance]) => instance.startsWith('gp-connect@'));
    expect(perPerson.length).toBeGreaterThan(0);
    expect(perPerson.reduce((sum, [, asked]) => sum + total(asked), 0)).toBeLessThanOrEqual(30);
  });
};
