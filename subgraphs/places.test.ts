import type { OdsCode } from '../schema/identifiers';
import { createRecordIds } from '../schema/record-id';
import { placesOf, wardStub } from './places';
import type { SubgraphContext } from './subgraph';

const opened = jest.fn();
const ids = createRecordIds(Buffer.alloc(32, 1));
/** Of the door only the ids are asked for here. */
const context = {
  door: {
    ids: {
      ...ids,
      open: (...asked: Parameters<typeof ids.open>) => {
        opened();
        return ids.open(...asked);
      },
    },
    organisations: () => [{ organisation: 'RWE' }, { organisation: 'RT5' }],
  },
} as unknown as SubgraphContext;
beforeEach(() => opened.mockClear());

const ods = (code: string): OdsCode => code as OdsCode;
const ward = (code: number | string): string => wardStub(context, { organisation: ods('RWE'), code: String(code) }).id;
const many = <T>(count: number, of: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => of(n));
const organisation = (n: number): OdsCode => ods(`A${n}`);

test('every organisation that can be asked, where the filter names none', () => {
  expect(placesOf(context, 'wards', null)).toEqual([{ organisation: 'RWE' }, { organisation: 'RT5' }]);
});

test('what is named many times over is one place, in the order in which it was named first', () => {
  const organisations = many(170_000, (n) => ods(n % 2 === 0 ? 'RWE' : 'RT5'));
  expect(placesOf(context, 'wards', { organisations })).toEqual([{ organisation: 'RWE' }, { organisation: 'RT5' }]);
  // The last is the first one's id, written otherwise.
  const wards = [...many(1_000, (n) => ward(n % 2)), `${ward(0)}=`];
  expect(placesOf(context, 'wards', { wards })).toEqual([
    { organisation: 'RWE', ward: '0' },
    { organisation: 'RWE', ward: '1' },
  ]);
});

test('two hundred places may be named, and one more is refused before any id is opened', () => {
  expect(placesOf(context, 'wards', { organisations: many(200, organisation) })).toHaveLength(200);
  expect(placesOf(context, 'wards', { wards: many(200, ward) })).toHaveLength(200);
  opened.mockClear();
  for (const [filter, message] of [
    [{ organisations: many(201, organisation) }, 'organisations may name 200 at most'],
    [{ wards: many(201, ward) }, 'wards may name 200 at most'],
  ] as const)
    expect(() => placesOf(context, 'wards', filter)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message }) as Error,
    );
  expect(opened).not.toHaveBeenCalled();
});

test('a list of the wrong wards is refused, and of none it is empty', () => {
  expect(() => placesOf(context, 'wards', { wards: ['wd_nonsense'] })).toThrow(/not the id of a ward/);
  expect(placesOf(context, 'wards', { wards: [] })).toEqual([]);
});
