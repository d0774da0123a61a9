import { freshDatabase } from '../../test/database';
import type { PersonSearch } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import { hospitalNumberSystem, type PersonId } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { createIdentityIndex, type IdentityIndex } from './index-of-people';
import type { Among } from './search';

/** What a search tells of a restricted person's address, which is masked wherever it is shown. */
const HOME = 'LE1 5WW';
const ELSEWHERE = 'LE2 1AA';
const BORN = { birthDate: '1970-05-05' as PartialDate };

let index: IdentityIndex;
let drop: () => Promise<void>;
let shielded: PersonId;
let neighbour: PersonId;

const facts = (number: string, family: string, postalCode?: string): PersonFacts => ({
  identifiers: [{ system: hospitalNumberSystem('RWE'), value: number }],
  name: { text: '', family, given: ['Alex'] },
  ...BORN,
  ...(postalCode && { address: { text: '', line: [], postalCode } }),
});

beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  index = createIdentityIndex({ store: database.store, clock: fixedClock('2026-11-20T10:00:00.000Z' as Instant) });
  const link = (instance: 'pas@RWE' | 'lims@RWE', number: string, said: PersonFacts, restricted: boolean) =>
    database.store.db
      .transaction()
      .execute((trx) => index.linkAll(trx, [{ instance, recordId: `RWE|${number}`, facts: said, restricted }]))
      .then(([linked]) => {
        if (linked === undefined) throw new Error('The index linked nothing');
        return linked.person;
      });
  // The flag is the patient index's; the laboratory has the address and knows of no flag.
  shielded = await link('pas@RWE', 'S1', facts('S1', 'Shield'), true);
  expect(await link('lims@RWE', 'S1', facts('S1', 'Shield', HOME), false)).toBe(shielded);
  neighbour = await link('pas@RWE', 'S2', facts('S2', 'Shields', HOME), false);
});
afterAll(() => drop());

const found = async (criteria: PersonSearch, among?: Among): Promise<readonly PersonId[]> =>
  (await index.search(criteria, 10, among)).map(({ id }) => id);

test.each([
  ['family name', { family: 'Shield' }],
  ['birth date', BORN],
])('by %s and postcode: not found, whether or not they live there', async (_what, criteria) => {
  expect(await found({ ...criteria, postalCode: HOME })).toEqual([neighbour]);
  expect(await found({ ...criteria, postalCode: ELSEWHERE })).toEqual([]);
});

test('by what is not masked, found whatever postcode is asked for beside it', async () => {
  const criteria = { family: 'Shield', ...BORN };
  expect(await found(criteria)).toEqual([shielded, neighbour]);
  expect(await found({ ...criteria, postalCode: HOME })).toEqual([shielded, neighbour]);
  expect(await found({ ...criteria, postalCode: ELSEWHERE })).toEqual([shielded]);
});

test('by the postcode as it is, for whoever is shown it', async () => {
  expect(await found({ family: 'Shield', postalCode: HOME }, 'open-with-addresses')).toEqual([shielded, neighbour]);
  expect(await found({ family: 'Shield', postalCode: ELSEWHERE }, 'open-with-addresses')).toEqual([]);
});
