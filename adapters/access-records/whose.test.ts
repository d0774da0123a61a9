import type { AccessFilter } from '../../schema/access';
import type { Finding, PersonQuery } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { whose } from './whose';

const window = { from: '2026-11-20T00:00:00.000Z' as Instant, to: '2026-11-21T00:00:00.000Z' as Instant };
const nhsNumber = '9990000018' as NhsNumber;
const identifier = { system: 'https://rwe.example/mrn', value: 'S1' };
const person: PersonIdentity = {
  ...{ id: 'pt_now' as PersonId, mergedIds: ['pt_before' as PersonId], nhsNumberVerified: true },
  ...{ identifiers: [], records: [], restricted: false, epoch: 1 },
};

/** What is found, and by what it was asked for. */
const looking = async (filter: Partial<AccessFilter>, finding: Finding) => {
  const asked: PersonQuery[] = [];
  const find = (query: PersonQuery): Promise<Finding> => {
    asked.push(query);
    return Promise.resolve(finding);
  };
  return { found: await whose({ find }, { window, ...filter }), asked };
};

test.each<[Partial<AccessFilter>, PersonQuery]>([
  [{ patient: person.id }, { by: 'id', id: person.id }],
  [{ nhsNumber }, { by: 'nhsNumber', nhsNumber }],
  [{ identifier }, { by: 'identifier', identifier }],
])('a person is asked for by what was given, and told under every id they had', async (filter, query) => {
  const { found, asked } = await looking(filter, { kind: 'one', person });
  expect([found, asked]).toEqual([{ id: 'pt_now', ids: ['pt_now', 'pt_before'] }, [query]]);
});

test('without a person nobody is looked up', async () => {
  expect(await looking({ user: 'u-1', request: 'r-1' }, { kind: 'one', person })).toEqual({ found: null, asked: [] });
});

test.each<Partial<AccessFilter>>([
  { patient: person.id, nhsNumber },
  { nhsNumber, identifier },
  { patient: person.id, identifier },
])('two ways of naming a person are refused', async (filter) => {
  await expect(looking(filter, { kind: 'one', person })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('an id that the index no longer knows is looked for as it is; a number that nobody has is refused', async () => {
  const gone = 'pt_gone' as PersonId;
  expect((await looking({ patient: gone }, { kind: 'none' })).found).toEqual({ id: gone, ids: [gone] });
  await expect(looking({ nhsNumber }, { kind: 'none' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(looking({ identifier }, { kind: 'none' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('whoever shares an identifier with others is not guessed', async () => {
  await expect(looking({ nhsNumber }, { kind: 'several', count: 2 })).rejects.toMatchObject({
    code: 'AMBIGUOUS_IDENTITY',
  });
});
