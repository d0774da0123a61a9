import fc from 'fast-check';

type Damage = (lines: readonly string[]) => readonly string[];

const VALUES = [
  '',
  '""',
  '^^^',
  '~~',
  '&&',
  '\\',
  '\\X4\\',
  'X\\F\\Y',
  '&&1^2',
  '9'.repeat(30),
  '20261399',
  '-1',
  '^^^NHS',
  '""^""',
  '\u{1F9EA}',
];

const field = fc.tuple(fc.nat(200), fc.nat(60), fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 12 })));

const withField =
  ([line, at, value]: readonly [number, number, string]): Damage =>
  (lines) =>
    lines.map((text, index) => {
      if (index === 0 || index !== line % lines.length) return text;
      const fields = text.split('|');
      fields[1 + (at % Math.max(fields.length - 1, 1))] = value.replace(/[\r\n]/g, ' ');
      return fields.join('|');
    });

const dropped =
  (from: number, count: number): Damage =>
  (lines) =>
    lines.filter(
      (_, index) => index === 0 || index < 1 + (from % lines.length) || index >= 1 + (from % lines.length) + count,
    );

const repeated =
  (at: number): Damage =>
  (lines) =>
    lines.flatMap((text, index) => (index > 0 && index === at % lines.length ? [text, text] : [text]));

const swapped =
  (a: number, b: number): Damage =>
  (lines) => {
    const [one = 0, other = 0] = [a, b].map((at) => 1 + (at % Math.max(lines.length - 1, 1)));
    return lines.map((text, index) => (index === one ? lines[other] : index === other ? lines[one] : text) ?? text);
  };

/** The delimiters of MSH-1 and MSH-2 said otherwise than they are used. */
const delimiters =
  (text: string): Damage =>
  ([msh = '', ...rest]) => [`MSH${text}${msh.slice(3 + text.length)}`, ...rest];

/** Cut off anywhere, as by a sender that ran out of room. */
const cut =
  (length: number): Damage =>
  (lines) =>
    lines.map((text, index) => (index === 0 ? text : text.slice(0, Math.max(3, length % Math.max(text.length, 4)))));

const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 5, arbitrary: field.map(withField) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 3 })).map(([from, count]) => dropped(from, count)),
  },
  { weight: 1, arbitrary: fc.nat(200).map(repeated) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(200), fc.nat(200)).map(([a, b]) => swapped(a, b)) },
  { weight: 1, arbitrary: fc.constantFrom('|~^\\&', '^|~\\&', '|^~&\\', '#^~\\&', '|^^^^', '|').map(delimiters) },
  { weight: 1, arbitrary: fc.nat(80).map(cut) },
);

/** One of the texts, damaged once or a few times. */
export const damaged = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...texts), fc.array(damage, { minLength: 1, maxLength: 3 })).map(([text, all]) =>
    all
      .reduce<readonly string[]>(
        (lines, each) => each(lines),
        text.split(/[\r\n]+/).filter((line) => line !== ''),
      )
      .join('\r'),
  );
