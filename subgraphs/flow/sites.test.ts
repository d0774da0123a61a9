import type { Place } from '../../schema/capabilities';
import { answerOf, contextOver, ids, INFO, NOW } from '../context-under-test';
import { flowForecast } from './forecast';
import { readyForDischarge } from './readiness';
import type { Connection, PageArgs } from '../connection';

const source = { instance: 'nervecentre@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const SITE_OF = { W12: 'RWEAA', W20: 'RWEBB' } as const;
type Code = keyof typeof SITE_OF;
const CODES: readonly Code[] = ['W12', 'W20'];
const key = (code: Code) => ({ organisation: 'RWE', code });
const subject = { identifiers: [] };

const ward = (code: Code) => ({ key: `RWE|${code}`, source, ward: key(code), name: code, site: SITE_OF[code] });
const stay = (code: Code) => ({
  key: `RWE|stay-${code}`,
  source,
  identifier: { system: 'visit', value: code },
  status: 'in-progress',
  subject,
  place: { ward: key(code), period: {} },
  expectedDischarge: '2026-11-21',
});
const ready = (code: Code) => ({
  key: `RWE|ready-${code}`,
  source,
  visit: code,
  ward: key(code),
  subject,
  readySince: '2026-11-19',
});
const toComeIn = (id: string, site?: string) => ({
  key: `RWE|${id}`,
  source,
  status: 'waiting',
  subject,
  toComeIn: '2026-11-21',
  ...(site && { site }),
});
const WAITING = [toComeIn('1', 'RWEAA'), toComeIn('2', 'RWEBB'), toComeIn('3'), toComeIn('4', 'RWE')];
const here = ({ ward: asked }: Place): readonly Code[] => CODES.filter((code) => asked === undefined || asked === code);

const context = (wardsAnswer: 'whole' | 'cut' = 'whole') =>
  contextOver({
    place: (capability, place) => {
      switch (capability) {
        case 'wards': {
          const answer = answerOf(capability, CODES.map(ward));
          return wardsAnswer === 'whole'
            ? [answer]
            : [{ ...answer, answer: { ...answer.answer, complete: false } } as never];
        }
        case 'encounters':
          return [answerOf(capability, here(place).map(stay))];
        case 'discharge-readiness':
          return [answerOf(capability, here(place).map(ready))];
        case 'waiting-list':
          return place.ward === undefined ? [answerOf(capability, WAITING)] : [];
        default:
          return [answerOf(capability, [])];
      }
    },
  });

const rows = (list: unknown): Pick<Connection<unknown>, 'totalCount' | 'completeness'> => list as Connection<unknown>;
const ALL = { totalCount: 2, completeness: { status: 'COMPLETE' } };
const ONE = { totalCount: 1, completeness: { status: 'COMPLETE' } };
const UNKNOWN_SITE = {
  nodes: [],
  totalCount: null,
  completeness: {
    status: 'PARTIAL',
    sources: expect.arrayContaining([
      expect.objectContaining({ capability: 'wards', warnings: [expect.objectContaining({ code: 'SITE_NOT_KNOWN' })] }),
    ]) as unknown,
  },
};
const PARTLY = { ...UNKNOWN_SITE, nodes: [{}] };
const filters = [
  ['no site', null, ALL],
  ['one site', { sites: ['RWEAA'] }, ONE],
  ['a site nobody has', { sites: ['RWEZZ'] }, UNKNOWN_SITE],
  ['one site, and one that nobody has', { sites: ['RWEAA', 'RWEZZ'] }, PARTLY],
  ['a site of another organisation’s wards', { organisations: ['RWE'], sites: ['RWEBB'] }, ONE],
] as const;

test.each(filters)('people ready for discharge, of %s', async (_, filter, expected) => {
  expect(rows(await readyForDischarge(undefined, { filter } as never, context(), INFO))).toMatchObject(expected);
});

type Part = 'discharges' | 'admissions' | 'beds';
const forecast = (part: Part, args: PageArgs, filter: unknown, of = context()): Promise<unknown> => {
  const parts = flowForecast(undefined, { filter } as never, of) as Record<
    Part,
    (page: PageArgs, _: unknown, info: typeof INFO) => Promise<unknown>
  >;
  return parts[part](args, undefined, INFO);
};

test.each(filters)('expected discharges, of %s', async (_, filter, expected) => {
  expect(rows(await forecast('discharges', {}, filter))).toMatchObject(expected);
});

test('expected admissions come to the site, or to one that nobody names', async () => {
  const counted = async (filter: unknown) => rows(await forecast('admissions', {}, filter)).totalCount;
  expect(await counted(null)).toBe(4);
  expect(await counted({ sites: ['RWEAA'] })).toBe(3);
  const unknown = await forecast('admissions', {}, { sites: ['RWEZZ'] });
  expect(unknown).toMatchObject({ totalCount: null, completeness: UNKNOWN_SITE.completeness });
});

test('beds of a site nobody has are not known, where those of one that is known are counted', async () => {
  const beds = async (sites: readonly string[]) => rows(await forecast('beds', {}, { sites }));
  expect(await beds(['RWEAA'])).toMatchObject({ completeness: { status: 'COMPLETE' } });
  expect(await beds(['RWEZZ'])).toMatchObject({ nodes: [], totalCount: null, completeness: { status: 'PARTIAL' } });
});

test('expected admissions of a ward are those to its site, and nobody says which of them come to the ward', async () => {
  const wards = [ids.seal('ward', 'RWE|W12')];
  const list = rows(await forecast('admissions', {}, { wards }));
  expect((list as Connection<{ organisation: string }>).nodes).toHaveLength(3);
  expect(list).toMatchObject({
    totalCount: null,
    completeness: {
      status: 'PARTIAL',
      sources: [{ capability: 'wards' }, { capability: 'waiting-list', warnings: [{ code: 'WARD_NOT_SAID' }] }],
    },
  });
  expect(rows(await forecast('discharges', {}, { wards }))).toMatchObject(ONE);
});

test('a site whose wards are not all known makes the list partial, and names who could not say', async () => {
  const list = await readyForDischarge(undefined, { filter: { sites: ['RWEAA'] } }, context('cut'), INFO);
  expect(rows(list).completeness).toMatchObject({
    status: 'PARTIAL',
    sources: [{ capability: 'wards' }, { capability: 'discharge-readiness' }],
  });
});
