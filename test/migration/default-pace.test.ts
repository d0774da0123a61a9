import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hospitalNumberSystem } from '../../schema/identifiers';
import { MINUTE } from '../../schema/time';
import { openHospital, type Hospital } from '../scenarios/hospital';
import { paired, plantedNow, type Told } from './planted';

/**
 * The example hospital as it is shipped, all planned routes at shadow, while people look at their boards: few of their
 * reads are compared, by the pace that holds where nothing is set. Only what differs settles sooner here.
 */
const SETTLE_MS = 1_000;
const settings = join(__dirname, '../../adapters/settings');

let hospital: Hospital;
let elapsed = 0;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-pace-'));
  const file = join(folder, 'estate.yaml');
  const shipped = readFileSync(join(settings, 'leicester.yaml'), 'utf8').replace(
    /^register: /m,
    `register: ${settings}/`,
  );
  writeFileSync(file, `${shipped}\nshadow: { settle: ${SETTLE_MS / 1_000}s }\n`);
  hospital = await openHospital({ CAUSEWAY_SETTINGS: file }, () => elapsed);
  const { store, ledger } = hospital.adapters;
  await store.pool.query(
    `update route set stage = 'shadow', moved_by = 'test', why = 'test' where candidate is not null`,
  );
  await ledger.reload();
}, 180_000);
afterAll(async () => {
  await hospital.close();
  rmSync(folder, { recursive: true, force: true });
});

const BOARDS = ['W12', 'W15', 'W21', 'G5', 'G7'];
const BOARD = `query Board($wards: [ID!]) { bedState(filter: { wards: $wards }) { nodes { total } }
  encounters(filter: { wards: $wards }, first: 50) { nodes { id } } wards { nodes { id } } }`;
const WHOLE = `query Whole { encounters(filter: { organisations: ["RWE"] }) { nodes { id } }
  wards(filter: { organisations: ["RWE"] }) { nodes { id } } bedState(filter: { organisations: ["RWE"] }) { nodes { total } } }`;
const CEDAR = `query Cedar { encounters(filter: { organisations: ["RT5"] }, first: 50) { nodes { patient {
  observations(first: 50) { nodes { id } } earlyWarningScores { nodes { total } } } } } }`;
const NUMBERS = hospitalNumberSystem('RWE');
const WHO_IS = 'query WhoIs($of: IdentifierInput!) { patient(identifier: $of) { birthDate name { text } } }';
const STAY_OF = 'query Stay($nhs: NhsNumber!) { patient(nhsNumber: $nhs) { encounters { nodes { id } } } }';

/** Of each kind of difference the most that one comparison found: what several found again is no other difference. */
const toldSoFar = async (): Promise<readonly Told[]> => {
  const { rows } = await hospital.adapters.store.pool.query<Told & { readonly most: string }>(
    `select capability, field, says, max(count) as most from (
       select c.id, split_part(c.route, '/', 2) as capability, d.field, coalesce(d.ignored_by, d.severity) as says, count(*)
       from shadow_comparison c join shadow_difference d on d.comparison = c.id
       where c.origin = 'live' and c.outcome in ('mismatched', 'ignored') group by 1, 2, 3, 4) as found group by 1, 2, 3`,
  );
  return rows.flatMap(({ capability, field, says, most }) =>
    Array.from({ length: Number(most) }, () => ({ capability, field, says })),
  );
};

test('the pace that holds where nothing is set finds all that was planted, though it leaves most reads out', async () => {
  const living = hospital.adapters.simulated?.hospital.current;
  if (living === undefined) throw new Error('The hospital is not simulated');
  const planted = plantedNow(living);
  const nurse = `Bearer ${await hospital.tokenFor(
    'nurse',
    BOARDS.map((ward) => `RWE|${ward}`),
  )}`;
  const cedar = `Bearer ${await hospital.tokenFor('nurse', ['RT5|CEDAR'], { organisation: 'RT5' })}`;
  const read = async (authorization: string, query: string, variables = {}): Promise<void> => {
    const { errors } = await hospital.askWith({ authorization }, query, variables);
    expect(errors).toEqual([]);
    // Each route is asked several times as often as it is compared.
    elapsed += 1_000;
  };
  const wardOf = (ward: string) => ({ wards: [hospital.adapters.door.ids.seal('ward', `RWE|${ward}`)] });
  const looked = ['consultant-in-capitals', 'clock-ahead'].map((name) => {
    const visit = planted.get(name)?.[0]?.record.split('|')[1];
    const person = living.stays.find((stay) => stay.visit === visit)?.person;
    return { nhs: living.people.find(({ key }) => key === person)?.nhsNumber };
  });
  const numbers = new Set([...planted.values()].flat().map(({ record }) => record));
  const people = living.people.filter(({ rweNumber = '' }) => numbers.has(rweNumber));

  let missed: readonly unknown[] = [];
  do {
    // Boards ask all the time; the whole hospital, and single people, are looked at now and then.
    for (const ward of [...BOARDS, ...BOARDS]) await read(nurse, BOARD, wardOf(ward));
    await read(nurse, WHOLE);
    await read(cedar, CEDAR);
    for (const person of looked) await read(nurse, STAY_OF, person);
    for (const { rweNumber: value } of people) await read(nurse, WHO_IS, { of: { system: NUMBERS, value } });
    // Nobody looks at people in the same order each time: the first of a few in one breath would be compared for ever.
    people.push(...people.splice(0, 1));
    hospital.clock.advance(SETTLE_MS);
    missed = paired([...planted.values()].flat(), await toldSoFar()).missed;
  } while (missed.length > 0 && elapsed < 60 * MINUTE);
  expect(missed).toEqual([]);
  const fates = hospital.adapters.shadowed();
  const reads = (...wanted: readonly string[]) =>
    fates.filter(({ fate }) => wanted.includes(fate)).reduce((sum, { count }) => sum + count, 0);
  expect(reads('compared')).toBeGreaterThan(0);
  expect(reads('paced')).toBeGreaterThan(2 * reads('compared'));
  expect(reads('failed', 'unsettled', 'unwritten', 'queue-full', 'not-sampled')).toBe(0);
}, 180_000);
