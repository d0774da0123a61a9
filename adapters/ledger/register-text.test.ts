import fc from 'fast-check';
import type { InstanceName } from '../../schema/identifiers';
import {
  REGISTER_FORMATS,
  SYSTEM_LIFECYCLES,
  SYSTEM_PHASES,
  type RegisterEntry,
} from '../../schema/migration/register';
import type { PartialDate } from '../../schema/time';
import { printRegister, readRegister } from './register-text';

/** What breaks files: quotes, line ends, formulas, what YAML takes for something else, marks of order and of the end. */
const hostile = fc.constantFrom(
  ...[
    '=1+1',
    '+44',
    '-1',
    '@SUM(A1)',
    "'quoted",
    "''=x",
    '"',
    '""',
    'a,b',
    'a\r\nb',
    '\n',
    '\t=1',
    '\r',
    ' x ',
    '#',
    '- a',
  ],
  ...[
    'null',
    '~',
    'true',
    '2024',
    '0x1F',
    '1e3',
    '2024-01-01',
    '*a',
    '&a',
    '!!int 3',
    '|',
    '>',
    '---',
    '{}',
    '[]',
    ': ',
  ],
  ...['\u0085', '\u2028', '\u202E', '\uFEFF', '\u{1F469}\u200D\u2695', '\u0001', '\u007F', '%', '`', '\\n', '\\', '?'],
);
const words = fc
  .oneof(
    hostile,
    fc.string({ unit: 'grapheme' }),
    fc.tuple(hostile, hostile).map(([a, b]) => a + b),
  )
  .map((text) => text.replaceAll('\0', ''))
  .filter((text) => text !== '' && text.length <= 4_000 && !/\p{Surrogate}/u.test(text));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
const instance = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), fc.constantFrom('RWE', 'RT5', 'QK1'))
  .map(([system, organisation]): InstanceName => `${system}@${organisation}`);
const partial = fc.constantFrom('2019', '2019-05', '2019-05-01').map((date) => date as PartialDate);
const phase = fc.record({
  ...{ phase: fc.constantFrom(...SYSTEM_PHASES), plannedFrom: maybe(partial), actualFrom: maybe(partial) },
  note: maybe(words),
});
const register: fc.Arbitrary<readonly RegisterEntry[]> = fc.uniqueArray(
  fc.record({
    ...{ id: instance, name: words, organisationName: words, function: maybe(words), supplier: maybe(words) },
    ...{
      owner: maybe(words),
      lifecycle: fc.constantFrom(...SYSTEM_LIFECYCLES),
      phases: fc.array(phase, { maxLength: 3 }),
    },
    conditions: fc.uniqueArray(words, { maxLength: 3 }),
    contractEnd: maybe(fc.constant('2027-03-31')),
    yearlyCost: maybe(fc.constantFrom('0', '0.50', '120000', '007')),
    retention: maybe(words),
    dependants: fc.uniqueArray(words, { maxLength: 3 }),
    replacedBy: fc.uniqueArray(instance, { maxLength: 2 }),
  }),
  { maxLength: 4, selector: ({ id }) => id },
);

describe.each(REGISTER_FORMATS)('as %s', (format) => {
  it('a register that was printed is read as it was, and printed again as it was', () => {
    fc.assert(
      fc.property(register, (entries) => {
        const text = printRegister(entries, format);
        expect(readRegister(text, format)).toEqual(entries);
        expect(printRegister(readRegister(text, format), format)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

it('gives a spreadsheet no cell that it would run', () => {
  fc.assert(
    fc.property(register, (entries) => {
      // As a spreadsheet reads it: quotes off, what is inside as it stands.
      const cells = [...printRegister(entries, 'csv').matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)];
      for (const [, quoted, plain] of cells)
        expect((quoted ?? plain ?? '').replaceAll('""', '"')).not.toMatch(/^[=+\-@\t\r]/);
    }),
    { numRuns: 40 },
  );
});

const line = 'id,name,organisationName,lifecycle\r\n';
it.each([
  ['csv', 'name\r\nPAS\r\n', 'line of columns'],
  ['csv', '\uFEFFid;name\r\npas@RWE;"PAS;\r\nold"\r\n', 'text has semicolons between its cells'],
  ['csv', `${line}pas@RWE,PAS\r\n`, 'line 2 has 2 cells in place of 4'],
  ['csv', `${line}pas@RWE,"PAS`, 'does not end'],
  ['csv', `${line}PAS,HISS,UHL,live\r\n`, 'text line 2: id is not a system@ORGANISATION name'],
  ['csv', `${line}pas@RWE,HISS,UHL,live\r\npas@RWE,HISS,UHL,live\r\n`, 'names a system twice'],
  ['csv', `${line}pas@RWE,,UHL,live\r\n`, 'text line 2: name is empty'],
  [
    'csv',
    `${line}pas@RWE,HISS,UHL,live\r\nris@RWE,RIS,UHL,gone\r\n`,
    'text line 3: lifecycle is none of planned, not-',
  ],
  ['yaml', 'systems: [', 'not YAML'],
  ['yaml', 'HISS', 'text is no list of systems'],
  ['yaml', 'systems: [HISS]', 'text system 1: is no system'],
  ['yaml', 'systems: [{ id: pas@RWE, lifecycle: live, organisationName: UHL }]', 'text system 1: name is missing'],
  ['yaml', 'systems: [{ id: pas@RWE, cost: 5 }]', 'text'],
  ['yaml', 'a: &a [x]\nsystems: [*a, *a]', 'not YAML'],
] as const)('refuses what is no register: %s %o', (format, text, words) => {
  expect(() => readRegister(text, format)).toThrow(words);
});
