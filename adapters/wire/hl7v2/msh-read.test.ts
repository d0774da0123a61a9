import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decode } from './charset';
import { mshOf, mshOfRead } from './msh';
import { parseMessage } from './parse';

const piece = fc.oneof(
  fc.constantFrom(
    '',
    'PAS',
    '""',
    'A^B',
    'A~B',
    '\\T\\',
    'Zoë',
    '£',
    '\u001b',
    ' ',
    'UNICODE',
    '8859/1',
    'ASCII',
    'ISO IR14',
  ),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[\r\n\u0000]/g, '')),
);
const header = fc
  .tuple(fc.constantFrom('|^~\\&', '|^~\\', '$%*?!', '|^^\\&', '|'), fc.array(piece, { maxLength: 20 }))
  .map(([delimiters, fields]) => `MSH${delimiters}${fields.map((one) => `${delimiters.charAt(0)}${one}`).join('')}`);
const rest = fc.array(fc.constantFrom('PID|1||B1', 'PID', 'a broken line', '', 'MSH|^~\\&', 'ZZ1$2', 'NTE|1||Zoë'), {
  maxLength: 4,
});
const end = fc.constantFrom('\r', '\n', '\r\n');
const bytes = fc
  .tuple(fc.constantFrom('', ' ', '\uFEFF'), header, rest, end, fc.constantFrom('utf-8', 'windows-1252', 'utf-16le'))
  .map(([before, first, others, by, charset]) => iconv.encode(`${before}${[first, ...others].join(by)}${by}`, charset));

test('a header says the same, read with its message or by itself', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom('utf-8', 'windows-1252'), (sent, fallback) => {
      const parsed = parseMessage(decode(sent, fallback).text);
      const plain = (msh: ReturnType<typeof mshOf>) =>
        msh && { ...msh, segment: Array.from({ length: 25 }, (_, at) => msh.segment.raw(at + 1)) };
      expect(plain(mshOfRead(sent, parsed, fallback))).toEqual(plain(mshOf(sent, fallback)));
    }),
    { numRuns: 400 },
  );
});
