import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decode, encode } from './charset';

const message = (msh18: string, name: string): string =>
  `MSH|^~\\&|PAS|RWE|X|Y|20261120||ADT^A01|C1|P|2.5.1||||||${msh18}\rPID|||||${name}^TEST\rNTE|||tail`;
const bytesOf = (msh18: string, name: Buffer): Buffer => {
  const [before = '', after = ''] = message(msh18, '\u0001').split('\u0001');
  return Buffer.concat([Buffer.from(before, 'latin1'), name, Buffer.from(after, 'latin1')]);
};
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Every value of HL7 table 0211 (2.5.1), with a name in it; the bytes as its own standard has them. */
const table: readonly [msh18: string, name: string, bytes: Buffer][] = [
  ['ASCII', 'SMITH', Buffer.from('SMITH')],
  ['8859/1', 'Müller', iconv.encode('Müller', 'iso-8859-1')],
  ['8859/2', 'Łukasz', iconv.encode('Łukasz', 'iso-8859-2')],
  ['8859/3', 'Ħamrun', iconv.encode('Ħamrun', 'iso-8859-3')],
  ['8859/4', 'Ķēniņš', iconv.encode('Ķēniņš', 'iso-8859-4')],
  ['8859/5', 'Люкceмбypг', iconv.encode('Люкceмбypг', 'iso-8859-5')],
  ['8859/6', 'قباني', iconv.encode('قباني', 'iso-8859-6')],
  ['8859/7', 'Διονυσιος', iconv.encode('Διονυσιος', 'iso-8859-7')],
  ['8859/8', 'שרון', iconv.encode('שרון', 'iso-8859-8')],
  ['8859/9', 'Çağlar', iconv.encode('Çağlar', 'iso-8859-9')],
  ['8859/15', 'Œuvre €', iconv.encode('Œuvre €', 'iso-8859-15')],
  // The two names of DICOM PS3.5 annex H, whose bytes are printed there.
  ['ISO IR14', 'ﾔﾏﾀﾞ', hex('D4 CF C0 DE')],
  ['ISO IR14~ISO IR87', 'ﾔﾏﾀﾞ=山田', Buffer.concat([hex('D4 CF C0 DE 3D'), hex('1B 24 42 3B 33 45 44 1B 28 4A')])],
  ['~ISO IR87', '山田', hex('1B 24 42 3B 33 45 44 1B 28 42')],
  ['ISO IR87', '山田', hex('1B 24 42 3B 33 45 44 1B 28 42')],
  ['ISO IR6~ISO IR159', '丂', hex('1B 24 28 44 30 21 1B 28 42')],
  ['UNICODE UTF-8~ISO IR87', 'é山', hex('C3 A9 1B 24 42 3B 33 1B 28 42')],
  ['ASCII~ISO IR87', '山田', Buffer.from('\\M2442\\;3ED\\C2842\\')],
  ['GB 18030-2000', '王小东', iconv.encode('王小东', 'gb18030')],
  ['KS X 1001', '김희중', iconv.encode('김희중', 'euc-kr')],
  ['ASCII~KS X 1001', '김희중', Buffer.concat([hex('1B 24 29 43'), iconv.encode('김희중', 'euc-kr')])],
  ['8859/1~8859/7', 'é Δ', Buffer.concat([hex('E9 20 1B 2D 46'), iconv.encode('Δ', 'iso-8859-7')])],
  ['BIG-5', '陳大文', iconv.encode('陳大文', 'big5')],
  ['CNS 11643-1992', 'SMITH', Buffer.from('SMITH')],
  // Planes 1, 2 and 3, as glibc's iconv writes them in EUC-TW.
  ['CNS 11643-1992', '陳大文乂丨', hex('DD F3 C4 CB C5 C6 8E A2 A1 A1 8E A3 A1 A1')],
  ['ASCII~CNS 11643-1992', '陳大文乂丨', hex('DD F3 C4 CB C5 C6 8E A2 A1 A1 8E A3 A1 A1')],
  ['UNICODE', 'Zoë 山', Buffer.from('Zoë 山')],
  ['UNICODE UTF-8', 'Zoë 山', Buffer.from('Zoë 山')],
];

test.each(table)('MSH-18 %j: %s', (msh18, name, bytes) => {
  const decoded = decode(bytesOf(msh18, bytes), 'UTF-8');
  expect(decoded.text).toBe(message(msh18, name));
  expect(decoded.notes).toEqual([]);
  expect(decoded.unreadable).toBeUndefined();
});

test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('UNICODE in %s is known by its bytes', (actual) => {
  const text = message(`UNICODE ${actual.slice(0, 6).toUpperCase()}`, 'Zoë 山');
  expect(decode(iconv.encode(text, actual), 'UTF-8')).toMatchObject({ text, charset: actual, notes: [] });
});

test.each([
  ['in ISO 2022', 'CNS 11643-1992', '1B 24 29 47 0E 44 63'],
  ['half a character', 'CNS 11643-1992', 'C4'],
  ['a plane that there is not', 'CNS 11643-1992', '8E A8 A1 A1'],
  ['beside another set above ASCII', '8859/1~CNS 11643-1992', 'C4 E3'],
])('%s: what cannot be read is said, with the charset that can, and its header still reads', (_, msh18, bytes) => {
  const decoded = decode(bytesOf(msh18, hex(bytes)), 'UTF-8');
  expect(decoded.unreadable).toBe(
    'MSH-18 names CNS 11643, and the bytes are not as EUC-TW has it; UNICODE UTF-8 can be read',
  );
  expect(decoded.text.startsWith('MSH|^~\\&|PAS|RWE|')).toBe(true);
});

test('bytes that are no character of their charset are noted, not lost in silence', () => {
  expect(decode(bytesOf('8859/8', hex('41 BF 42')), 'UTF-8').notes).toEqual([
    'some bytes are no character of iso-8859-8; shown as U+FFFD',
  ]);
});

test('a switched charset ends with its segment, so that a forgotten escape costs one field and not the message', () => {
  const text = decode(bytesOf('~ISO IR87', hex('1B 24 42 3B 33 45 44')), 'UTF-8').text;
  expect(text.split('\r').at(-1)).toBe('NTE|||tail');
});

test('no bytes make reading throw, whatever MSH-18 says of them', () => {
  const said = fc.constantFrom(...table.map(([msh18]) => msh18));
  const byte = fc.oneof(fc.constantFrom(0x1b, 0x24, 0x28, 0x42, 0x5c, 0x0d), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(said, fc.array(byte, { maxLength: 40 }), (msh18, list) => {
      expect(decode(bytesOf(msh18, Buffer.from(list)), 'UTF-8').text.length).toBeGreaterThan(0);
    }),
  );
});

test('what CNS 11643 holds goes back as it came, in whichever plane', () => {
  const bytes = hex('DD F3 C4 CB C5 C6 8E A2 A1 A1 8E A3 A1 A1');
  expect(encode('陳大文乂丨', 'CNS 11643-1992')).toEqual(bytes);
  expect(encode('ADA 陳大文乂丨 €', 'euc-tw').toString('latin1')).toBe(`ADA ${bytes.toString('latin1')} ?`);
});

test('katakana goes back as it came', () => {
  expect(encode('PASﾔﾏﾀﾞ', 'jis-x0201')).toEqual(Buffer.concat([Buffer.from('PAS'), hex('D4 CF C0 DE')]));
});
