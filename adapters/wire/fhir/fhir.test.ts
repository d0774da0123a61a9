import fc from 'fast-check';
import { allPages } from './pages';
import { NotFhir } from './not-fhir';
import { outcomeSays, readOutcome } from './outcome';
import { parseFhirJson } from './json';
import { readBundle, type FhirBundle } from './bundle';
import { fhirQuantity, readAs, referencedId } from './values';

const patient = (id: string) => ({ resourceType: 'Patient', id });
const searchset = (ids: string[], total: number | undefined, next?: string): object => ({
  ...{ resourceType: 'Bundle', type: 'searchset', total },
  ...{ link: next === undefined ? [] : [{ relation: 'next', url: next }] },
  entry: ids.map((id) => ({ resource: patient(id), search: { mode: 'match' } })),
});
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'warning',
      code: 'incomplete',
      details: { coding: [{ code: 'CACHED' }], text: 'may be up to 24h old' },
    },
  ],
};

describe('a searchset', () => {
  it('is sorted by what its entries are for; an outcome is a warning even where the mode was forgotten', () => {
    const body = {
      ...{ resourceType: 'Bundle', type: 'searchset', total: 1, extra: true },
      entry: [
        { resource: patient('1') },
        { resource: patient('2'), search: { mode: 'include' } },
        { resource: outcome, search: { mode: 'outcome' } },
        { resource: outcome },
      ],
    };
    const read = readBundle(body);
    expect(read.matches.map(({ id }) => id)).toEqual(['1']);
    expect(read.included.map(({ id }) => id)).toEqual(['2']);
    expect(read.warnings).toEqual([
      { code: 'CACHED', text: 'may be up to 24h old' },
      { code: 'CACHED', text: 'may be up to 24h old' },
    ]);
  });

  it.each([
    ['an outcome without its issues', { resourceType: 'OperationOutcome' }],
    ['an issue of an unheard severity', { ...outcome, issue: [{ severity: 'notice', code: 'incomplete' }] }],
    ['an issue without its code', { ...outcome, issue: [{ severity: 'error' }] }],
    ['something else in its place', { resourceType: 'Basic' }],
  ])('%s is still said: it may have been that the answer is not whole', (_, resource) => {
    const entry = [{ resource, search: { mode: 'outcome' } }];
    const { warnings } = readBundle({ resourceType: 'Bundle', type: 'searchset', total: 0, entry });
    expect(warnings.map(({ code }) => code)).toEqual(['OUTCOME_UNREADABLE']);
  });

  it('that holds nothing is a fact when it says so', () => {
    expect(readBundle({ resourceType: 'Bundle', type: 'searchset', total: 0 }).matches).toEqual([]);
  });

  it.each([
    ['an empty body', undefined],
    ['a searchset without its total', searchset([], undefined)],
    ['another resource', patient('1')],
    ['an outcome', outcome],
    ['a list', []],
    ['another type of bundle', { resourceType: 'Bundle', type: 'collection' }],
    ['an entry without a resource', { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{}] }],
    ['a total in words', { ...searchset([], undefined), total: 'none' }],
  ])('is not %s', (_, body) => {
    expect(() => readBundle(body)).toThrow(NotFhir);
  });
});

describe('all pages', () => {
  const book =
    (pages: Record<string, object>) =>
    (next: string | undefined): Promise<FhirBundle> =>
      Promise.resolve(pages[next ?? 'first']).then((body) => readBundle(body));

  it('are read to the end', async () => {
    const read = await allPages(book({ first: searchset(['1', '2'], 3, 'p2'), p2: searchset(['3'], 3) }), 10);
    expect([read.matches.map(({ id }) => id), read.complete]).toEqual([['1', '2', '3'], true]);
  });

  it('say when some were left, or fewer came than the search counted', async () => {
    const many = book({ first: searchset(['1'], 3, 'p2'), p2: searchset(['2'], 3, 'p3'), p3: searchset(['3'], 3) });
    expect((await allPages(many, 2)).complete).toBe(false);
    expect((await allPages(book({ first: searchset(['1'], 3) }), 2)).complete).toBe(false);
  });

  it('that say again what was said are not the pages that are missing', async () => {
    const repeated = book({ first: searchset(['1', '2'], 4, 'p2'), p2: searchset(['1', '2'], 4) });
    const read = await allPages(repeated, 10);
    expect([read.matches.map(({ id }) => id), read.complete]).toEqual([['1', '2'], false]);
    // One was added at the front while they were read, and moved the rest by one.
    const moved = book({ first: searchset(['2', '1'], 3, 'p2'), p2: searchset(['1', '0'], 4) });
    const shifted = await allPages(moved, 10);
    expect([shifted.matches.map(({ id }) => id), shifted.complete]).toEqual([['2', '1', '0'], false]);
  });

  it('fail as a whole when one fails, and when they run in a circle', async () => {
    const broken = book({ first: searchset(['1'], 2, 'p2'), p2: {} });
    await expect(allPages(broken, 10)).rejects.toThrow(NotFhir);
    const circle = book({ first: searchset(['1'], 9, 'p2'), p2: searchset(['2'], 9, 'p2') });
    await expect(allPages(circle, 1000)).rejects.toThrow(NotFhir);
  });
});

it('finds an issue by its own code or its details, whatever system GP Connect writes', () => {
  const details = { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/x', code: 'PATIENT_NOT_FOUND' }] };
  const issues = readOutcome({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'not-found', details }],
  });
  expect(
    issues && [
      outcomeSays(issues, 'PATIENT_NOT_FOUND'),
      outcomeSays(issues, 'not-found'),
      outcomeSays(issues, 'other'),
    ],
  ).toEqual([true, true, false]);
  expect(readOutcome(patient('1'))).toBeNull();
});

it('names the element that is wrong and never its value', () => {
  expect(() => readAs(fhirQuantity, { value: '9990000018 x' })).toThrow(/value/);
  expect(() => readAs(fhirQuantity, { value: '9990000018 x' })).not.toThrow(/999/);
});

it.each(['Patient/1', 'https://host/fhir/R4/Patient/1', 'Patient/1/_history/2', 'urn:uuid:1', '#1'])(
  'reads the id of %s',
  (text) => {
    expect(referencedId(text)).toBe('1');
  },
);

describe('decimals', () => {
  it.each([
    '7.10',
    '7.1',
    '0.0',
    '-0',
    '100',
    '1e3',
    '-0.50',
    '0.0000001',
    '1234567890.1234567',
    '12345678901234567890',
  ])('%s stays as written', (text) => {
    const quantity = readAs(fhirQuantity, parseFhirJson(`{"value":${text},"unit":"a \\" 7.10"}`));
    expect(quantity).toMatchObject({ value: text, unit: 'a " 7.10' });
  });

  it('so does every number that a float prints otherwise, wherever in a document it stands', () => {
    const numbers = fc.stringMatching(/^-?(0|[1-9][0-9]{0,19})([.][0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$/);
    const around = fc.constantFrom<readonly string[]>(
      ...[
        ['', ''],
        [' ', '\n'],
        ['[', ']'],
        ['[1, ', ',2]'],
        ['{"a" :\t', ' }'],
        ['{"a":"7.10 ","b":', '}'],
      ],
    );
    fc.assert(
      fc.property(numbers, around, (written, [before, after]) => {
        const exact = String(Number(written)) === written ? written : `"${written}"`;
        const whole = (number: string): string => `${before}${number}${after}`;
        expect(parseFhirJson(whole(written))).toEqual(JSON.parse(whole(exact)));
      }),
      { numRuns: 500 },
    );
  });

  it('whatever else a document holds is read as JSON reads it, and what is not JSON is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseFhirJson(text))).toBe(text);
      }),
    );
    for (const text of ['{"a":01}', '{"a":1.}', '', '{']) expect(() => parseFhirJson(text)).toThrow(SyntaxError);
  });
});
