import { mutantsOf } from './mutants';

const changed = (code: string): readonly string[] =>
  mutantsOf('file.ts', code).map(({ line, from, to }) => `${line}: ${from} -> ${to}`);

test.each<[string, string, readonly string[]]>([
  ['a condition', 'if (a) b;', ['1: a -> (false)']],
  ['half of a condition', 'const x = a && b;', ['1: a && b -> a', '1: a && b -> b']],
  ['a bound', 'const x = a > b;', ['1: a > b -> >=']],
  ['a choice', 'const x = a ? b : c;', ['1: a -> (true)', '1: a -> (false)']],
  ['what is done for its effect', '\nawait record(read);', ['2: await record(read); -> ;']],
  ['a refusal', 'throw new Error();', ['1: throw new Error(); -> ;']],
  ['one of several rules', 'const x = [a(), b()];', ['1: [a(), b()] -> [b()]', '1: [a(), b()] -> [a()]']],
  [
    'a condition of SQL',
    'sql`a and ${b} and c`;',
    ['1: sql`a and ${b} and c`; -> sql`a or ${b} and c`;', '1: sql`a and ${b} and c`; -> sql`a and ${b} or c`;'],
  ],
  ['a condition of a query', "const x = db.where('a', '=', b).all();", ["1: .where('a', '=', b) -> "]],
  ['nothing', 'const x = [1, 2].map(String);', []],
])('%s is taken out', (_what, code, expected) => expect(changed(code)).toEqual(expected));

test('the rest of the file stays as it is', () => {
  expect(mutantsOf('file.ts', 'if (a) b;\nif (c) d;').map(({ text }) => text)).toEqual([
    'if ((false as boolean)) b;\nif (c) d;',
    'if (a) b;\nif ((false as boolean)) d;',
  ]);
});
