import { ask, live, person, route, RT5, RWE, says, system, underTest, viewer } from './door-under-test';
import { PAS, related } from './hold-back-under-test';

describe('lists by place', () => {
  const ward = { organisation: RWE, code: 'W12' };
  const stay = (visit: string, of: string) => ({
    ...{ key: `RWE|${visit}`, source: live(PAS), identifier: { system: 'visit', value: visit } },
    ...{ subject: { identifiers: [{ system: 's', value: of }] }, place: { ward, bed: 'B1', period: {} } },
    previousPlaces: [],
  });
  const people = {
    open: person('p-open'),
    hidden: person('p-hidden', { restricted: true, veryRestricted: true }),
    dissenting: person('p-dissenting', { dissents: true }),
  };
  const stays = system('encounters', says(PAS, [stay('1', 'open'), stay('2', 'hidden'), stay('3', 'dissenting')]));
  const bed = (code: string, visit: string) => ({
    key: code,
    source: live(PAS),
    ward,
    code,
    status: 'occupied',
    visit,
  });
  const beds = system('bed-state', says(PAS, [bed('B1', '1'), bed('B2', '2'), bed('B3', '3')]));
  const place = [{ organisation: RWE, ward: 'W12' }];
  const ofWard = ask({ viewer: viewer('nurse') });
  const ofOther = ask({ viewer: viewer('nurse', { organisation: RT5, wards: [] }) });
  const door = () => underTest([route('encounters', PAS)], { [PAS]: stays }, { people, relationships: related });

  test('leave out who is very restricted without a word, on their own ward too, and put the look on record', async () => {
    const { door: ours, audited } = door();
    const [[list] = []] = await ours.forPlaces('encounters', place, {}, ofWard);
    expect([list?.answer.kind === 'found' && list.answer.value.map(({ key }) => key), list?.withheld]).toEqual([
      ['RWE|1', 'RWE|3'],
      false,
    ]);
    expect(audited.map(({ outcome, persons }) => [outcome, persons])).toEqual([
      ['answered', ['p-open', 'p-dissenting']],
      ['refused', ['p-hidden']],
    ]);
  });

  test('leave out who dissents for another organisation’s staff, and say so', async () => {
    const [[list] = []] = await door().door.forPlaces('encounters', place, {}, ofOther);
    expect([list?.answer.kind === 'found' && list.answer.value.map(({ key }) => key), list?.withheld]).toEqual([
      ['RWE|1'],
      true,
    ]);
  });

  test('have their beds occupied by nobody who is told of', async () => {
    const routesOf = [route('bed-state', PAS), route('encounters', 'adt@RWE')];
    const connections = { [PAS]: beds, 'adt@RWE': stays };
    const shown = async (asking: typeof ofWard) => {
      const { door: bound } = underTest(routesOf, connections, { people, relationships: related, hiddenVisits: ['2'] });
      const [[routed] = []] = await bound.forPlaces('bed-state', place, {}, asking);
      const value = routed?.answer.kind === 'found' ? routed.answer.value : [];
      return [value.map(({ status, visit }) => `${status} ${visit ?? '-'}`), routed?.withheld];
    };
    expect(await shown(ofWard)).toEqual([['occupied 1', 'occupied -', 'occupied 3'], true]);
    expect(await shown(ofOther)).toEqual([['occupied 1', 'occupied -', 'occupied -'], true]);
  });

  test.each([
    ['are read', stays, ['occupied 1', 'occupied -', 'occupied 3'], []],
    [
      ...(['cannot be read', system('encounters', () => Promise.reject(new Error('gone')))] as const),
      ...([Array(3).fill('occupied -'), ['STAYS_NOT_READ']] as const),
    ],
  ])('name nobody hidden where our store knows none of the stays, and these %s', async (_, census, shown, why) => {
    const routesOf = [route('bed-state', PAS), route('encounters', 'adt@RWE')];
    const { door: bound } = underTest(routesOf, { [PAS]: beds, 'adt@RWE': census }, { people, relationships: related });
    const [[routed] = []] = await bound.forPlaces('bed-state', place, {}, ofWard);
    const value = routed?.answer.kind === 'found' ? routed.answer.value : [];
    expect(value.map(({ status, visit }) => `${status} ${visit ?? '-'}`)).toEqual(shown);
    const warnings = routed?.answer.kind === 'found' ? routed.answer.warnings : [];
    expect(warnings.map(({ code }) => code)).toEqual(why);
  });

  test('of one stay asked for beside another, hidden and never there are one: the step, and the rows', async () => {
    const asked = async (key: string) => {
      const held: number[] = [];
      const schedule = { start: () => 0, hold: (since: number) => Promise.resolve(void held.push(since)) };
      const { door: bound, audited } = underTest(
        [route('encounters', PAS)],
        { [PAS]: stays },
        { people, relationships: related, schedule },
      );
      const [[list] = []] = await bound.forPlaces('encounters', [{ organisation: RWE }], { keys: ['RWE|1', key] }, ofWard); // prettier-ignore
      return [held.length, audited.length, list?.withheld];
    };
    expect(await asked('RWE|2')).toEqual([1, 2, false]);
    expect(await asked('RWE|9')).toEqual([1, 2, false]);
    expect((await asked('RWE|3'))[0]).toBe(0);
  });
});
