import { openUnderTest, RT5, valueOf, type UnderTest } from './systmone-under-test';

const CEDAR = { organisation: RT5, ward: 'CEDAR' };

/** Opens, tries, closes whatever happens. */
const using = async (open: Promise<UnderTest>, work: (one: UnderTest) => Promise<void>): Promise<void> => {
  const one = await open;
  try {
    await work(one);
  } finally {
    await one.close();
  }
};

test('every page is read; a second page that cannot be had fails the whole, never half a list', async () => {
  await using(openUnderTest({}, { pageSize: 2 }), async ({ connection, ask, asked }) => {
    const beds = await connection.sources.places['bed-housekeeping']?.([CEDAR], {}, ask);
    expect(beds?.[0]).toMatchObject({ complete: true });
    expect(valueOf(beds?.[0])).toHaveLength(6);
    expect(asked()).toEqual(Array(3).fill('GET Location'));
  });
  await using(openUnderTest({ pagesLostFrom: 1 }, { pageSize: 2 }), async ({ connection, ask }) => {
    await expect(connection.sources.places['bed-housekeeping']?.([CEDAR], {}, ask)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
  await using(openUnderTest({}, { pageSize: 2, maxPages: 2 }), async ({ connection, ask }) => {
    const beds = await connection.sources.places['bed-housekeeping']?.([CEDAR], {}, ask);
    expect(beds?.[0]).toMatchObject({ complete: false, warnings: [{ code: 'PAGES_MISSING' }] });
  });
});

test('what SystmOne says against its own answer reaches the reader', async () => {
  await using(openUnderTest({ cached: true }), async ({ connection, ask, identity }) => {
    const { people, places } = connection.sources;
    const doubted = {
      complete: false,
      warnings: [{ text: expect.stringContaining('search used cached data') as string }],
    };
    expect((await people.problems?.([identity('p001')], {}, ask))?.[0]).toMatchObject(doubted);
    // Nobody here of that name, says a cache: not an empty list that looks whole.
    expect((await people.problems?.([identity('p002')], {}, ask))?.[0]).toMatchObject({ value: [], ...doubted });
    expect((await places.encounters?.([CEDAR], {}, ask))?.[0]).toMatchObject({ complete: false });
  });
});

test('of two records under one number neither is shown, that person is in doubt, and nobody else', async () => {
  await using(openUnderTest({ twins: ['p001'] }), async ({ connection, ask, identity, asked }) => {
    const inDoubt = { complete: false, warnings: [{ code: 'IDENTITY_IN_DOUBT' }, { code: 'NUMBER_HELD_TWICE' }] };
    const answers = (await connection.sources.people.problems?.([identity('p001'), identity('p013')], {}, ask)) ?? [];
    expect(answers).toMatchObject([
      { kind: 'found', value: [], ...inDoubt },
      { kind: 'found', complete: true },
    ]);
    expect(asked()).toEqual(['GET Patient', 'GET Condition']);
    const [who] = (await connection.sources.people.demographics?.([identity('p001')], {}, ask)) ?? [];
    expect(who).toMatchObject({ kind: 'absent', warnings: inDoubt.warnings });
  });
});

test('a wrong secret is a refusal; an ask that names no user is refused by SystmOne', async () => {
  await using(openUnderTest({}, { clientSecret: 'wrong' }), async ({ connection, ask, identity }) => {
    await expect(connection.sources.people.problems?.([identity('p001')], {}, ask)).rejects.toMatchObject({
      code: 'SOURCE_REFUSED',
    });
  });
  await using(openUnderTest(), async ({ connection, ask, identity }) => {
    const nobody = { ...ask, viewer: { ...ask.viewer, userId: '' } };
    await expect(connection.sources.people.problems?.([identity('p001')], {}, nobody)).rejects.toMatchObject({
      code: 'SOURCE_REFUSED',
    });
  });
});

test.each([
  ['error', 'SOURCE_UNAVAILABLE'],
  ['garbage', 'SOURCE_INVALID'],
  ['empty', 'SOURCE_INVALID'],
  ['down', 'SOURCE_UNAVAILABLE'],
  ['slow', 'SOURCE_TIMEOUT'],
] as const)('when SystmOne is %s, people and places fail with %s', async (kind, code) => {
  await using(openUnderTest(), async ({ connection, ask, identity, running }) => {
    const { people, places } = connection.sources;
    await places.wards?.([CEDAR], {}, ask);
    running.setFault({ kind, delayMs: 60_000, share: 1 });
    const asked = kind === 'slow' ? { ...ask, signal: AbortSignal.timeout(100) } : ask;
    await expect(people.allergies?.([identity('p001')], {}, asked)).rejects.toMatchObject({ code });
    await expect(places['bed-state']?.([CEDAR], {}, asked)).rejects.toMatchObject({ code });
    running.setFault(null);
    if (kind !== 'down')
      expect((await people.allergies?.([identity('p001')], {}, ask))?.[0]).toMatchObject({ kind: 'found' });
  });
});
