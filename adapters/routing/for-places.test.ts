import { found, type Answer } from '../../schema/answer';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { ask, live, person, route, RWE, says, system, underTest, viewer, type Speak } from './door-under-test';
import type { AnsweredRead } from './observer';

const NC = 'nervecentre@RWE';
const PAS = 'pas@RWE';
const ward = { organisation: RWE, code: 'W12' };
const W12 = { organisation: RWE, ward: 'W12' };
const subject = (value: string) => ({ identifiers: [{ system: 's', value }] });
const bed = (code: string, visit: string) => ({ key: `RWE|W12|${code}`, source: live(NC), ward, code, visit });
const stay = (visit: string, of: string) => ({
  ...{ key: `RWE|${visit}`, source: live(PAS), identifier: { system: 'visit', value: visit }, subject: subject(of) },
  ...{ place: { ward, period: {} }, previousPlaces: [] },
});
const discharge = (visit: string, of: string) => ({ key: visit, source: live(NC), visit, ward, subject: subject(of) });
const people: Readonly<Record<string, PersonIdentity>> = {
  open: person('p-open'),
  hidden: person('p-hidden', { veryRestricted: true }),
  restricted: person('p-restricted', { restricted: true }),
};
const recordsIn = (routed: RoutedAnswer<readonly unknown[]> | undefined): unknown =>
  routed?.answer.kind === 'found' ? routed.answer.value : routed?.answer.kind;
const nobodys: Speak = () => Promise.reject(new Error('not to be asked'));

describe('the beds of a ward whose stays our own store has', () => {
  const stays = system('encounters', nobodys);
  const beds = (visits: readonly string[], hiddenVisits: readonly string[]) =>
    underTest(
      [route('bed-state', NC), route('encounters', PAS)],
      {
        [NC]: system(
          'bed-state',
          says(
            NC,
            visits.map((visit) => bed(visit, visit)),
          ),
          { from: 'projection' },
        ),
        [PAS]: stays,
      },
      { people, hiddenVisits },
    ).door;

  test('are its staff’s without a look at the stays, but for those of whom nobody is told', async () => {
    const [[routed] = []] = await beds(['1', '2'], ['2']).forPlaces('bed-state', [W12], {}, ask());
    const { visit: _, ...empty } = bed('2', '2');
    expect([recordsIn(routed), routed?.withheld]).toEqual([[bed('1', '1'), empty], true]);
    const [[open] = []] = await beds(['1'], []).forPlaces('bed-state', [W12], {}, ask());
    expect([recordsIn(open), open?.withheld]).toEqual([[bed('1', '1')], false]);
    expect(stays.calls).toEqual([]);
  });
});

describe('a list that is of no beds', () => {
  test('keeps its visits, and asks nobody for stays', async () => {
    const stays = system('encounters', nobodys);
    const { door } = underTest(
      [route('discharge-readiness', NC), route('encounters', PAS)],
      { [NC]: system('discharge-readiness', says(NC, [discharge('1', 'open')])), [PAS]: stays },
      { people, hiddenVisits: ['1'] },
    );
    const [[routed] = []] = await door.forPlaces('discharge-readiness', [W12], {}, ask());
    expect([recordsIn(routed), routed?.withheld]).toEqual([[discharge('1', 'open')], false]);
    expect(stays.calls).toEqual([]);
  });
});

const listOf = (answer: Answer<unknown>, more: Parameters<typeof underTest>[2] = {}) =>
  underTest(
    [route('encounters', PAS)],
    { [PAS]: system('encounters', (ids) => Promise.resolve(ids.map(() => answer))) },
    { people, ...more },
  );

describe('on record', () => {
  const reads: AnsweredRead[] = [];
  const observer = { answered: (read: AnsweredRead) => void reads.push(read) };
  beforeEach(() => reads.splice(0));

  test('is a list, with whom the viewer has to do with though their record was held back; observers are told', async () => {
    const { door, audited } = listOf(found([stay('1', 'open'), stay('2', 'restricted')], live(PAS)), { observer });
    const ofOther = ask({ viewer: viewer('nurse', { wards: [] }) });
    const [[routed] = []] = await door.forPlaces('encounters', [W12], {}, ofOther);
    expect([recordsIn(routed), routed?.withheld]).toEqual([[stay('1', 'open')], true]);
    expect(audited.map(({ persons, outcome }) => [outcome, persons])).toEqual([
      ['answered', ['p-open', 'p-restricted']],
    ]);
    expect(reads).toMatchObject([{ capability: 'encounters', places: [W12] }]);
  });

  test('is nothing where no place was asked for', async () => {
    const { door, audited } = listOf(found([], live(PAS)), { observer });
    expect(await door.forPlaces('encounters', [], {}, ask())).toEqual([]);
    expect([audited, reads]).toEqual([[], []]);
  });

  test.each([
    ['is not there', found([stay('1', 'open')], live(PAS)), 'answered', [], 1],
    ['is hidden', found([stay('1', 'open'), stay('9', 'hidden')], live(PAS)), 'refused', ['p-hidden'], 0],
  ] as const)(
    'is a stay that %s with as many rows, and is answered at a step',
    async (_, answer, outcome, who, lost) => {
      const held: number[] = [];
      const schedule = { start: () => 7, hold: (since: number) => Promise.resolve(void held.push(since)) };
      const { door, audited } = listOf(answer, { schedule });
      const [[routed] = []] = await door.forPlaces(
        'encounters',
        [{ organisation: RWE }],
        { keys: ['RWE|1', 'RWE|9'] },
        ask(),
      );
      expect([recordsIn(routed), routed?.withheld, held]).toEqual([[stay('1', 'open')], false, [7]]);
      expect(audited.map((row) => [row.outcome, row.persons, row.unresolved ?? 0, row.note])).toEqual([
        ['answered', ['p-open'], 0, undefined],
        [outcome, who, lost, 'not told of'],
      ]);
    },
  );

  test('is whom a list is about once: whoever asks for them in the same request adds no row', async () => {
    const { door, audited } = listOf(found([stay('1', 'open'), stay('2', 'hidden')], live(PAS)));
    const asking = ask();
    await door.forPlaces('encounters', [W12], {}, asking);
    const before = audited.length;
    expect(await door.identity.bySubjects([subject('open'), subject('hidden')], asking)).toEqual([
      people['open'],
      null,
    ]);
    expect(audited).toHaveLength(before);
  });
});
