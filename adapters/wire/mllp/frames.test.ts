import fc from 'fast-check';
import type { Frame } from './frames';
import { BrokenReason, createFrameDecoder, frame } from './frames';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const told = (frames: readonly Frame[]): string[] =>
  frames.map((one) => {
    switch (one.kind) {
      case 'message':
        return `message ${one.bytes.toString('latin1')}`;
      case 'broken':
        return `broken ${one.bytes.toString('latin1')} ${one.reason}`;
      case 'noise':
        return `noise ${one.length} ${JSON.stringify(one.bytes.toString('latin1'))}`;
    }
  });
const START = 0x0b;
/** A block around whatever bytes, as a sender may send it. */
const frameOf = (message: Buffer): Buffer => Buffer.concat([Buffer.of(START), message, bytes('\x1c\r')]);
const decoded = (chunks: readonly Buffer[], maxBytes = 1000): Frame[] => {
  const decoder = createFrameDecoder({ maxBytes });
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
};
const decodeAll = (chunks: readonly Buffer[], maxBytes = 1000): string[] => told(decoded(chunks, maxBytes));

/** What a decoder goes wrong at is likely. An end block cannot be in a message, and neither can 0B with a header behind it. */
const content = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x1c',
        '\r',
        '\n',
        'A',
        '\x0b',
        '\x0bM',
        '\x0bMSH',
        '\x0bMSH2 is a gene',
        '\x0b\r\nBHS',
        '\x0b\0F',
      ),
      fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => !text.includes('\x1c\r') && !/\v\W*(?:M\0*S|F\0*H|B\0*H)\W*[SH]\W/.test(text))
  .map(bytes);
/** How a message, a file or a batch begins, in each way that a block is read. */
const header = fc.constantFrom(
  ...['MSH|^~\\&|', 'FHS|^~\\&|', 'BHS|', 'MSH$%~', '\r\nMSH|', '\ufeffMSH|'].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
  ]),
);
const noise = fc
  .array(
    fc.integer({ min: 0, max: 255 }).filter((b) => b !== 0x0b),
    { maxLength: 5 },
  )
  .map((list) => Buffer.from(list));

test('however a stream is cut, the same messages come out, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(noise, content), { maxLength: 6 }),
      fc.array(fc.nat({ max: 200 }), { maxLength: 12 }),
      (parts, cuts) => {
        const stream = Buffer.concat(parts.flatMap(([before, message]) => [before, frameOf(message)]));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const length of cuts) {
          // A socket reuses nothing, but a decoder must not keep a view into what it was given.
          chunks.push(Buffer.from(stream.subarray(at, at + length)));
          at = Math.min(at + length, stream.length);
        }
        chunks.push(Buffer.from(stream.subarray(at)));
        const decoder = createFrameDecoder({ maxBytes: 1000 });
        const frames = chunks.flatMap((chunk) => {
          const found = decoder.push(chunk);
          chunk.fill(0xff);
          return found;
        });
        const messages = frames.flatMap((one) => (one.kind === 'message' ? [one.bytes.toString('hex')] : []));
        expect(messages).toEqual(parts.map(([, message]) => message.toString('hex')));
        expect(frames.filter((one) => one.kind === 'broken')).toEqual([]);
      },
    ),
  );
});

test('a header behind a start block begins anew, and what came before is told, however the stream is cut', () => {
  fc.assert(
    fc.property(content, header, content, fc.nat({ max: 200 }), (half, begins, rest, cut) => {
      fc.pre(half.length > 0 && !half.includes(START));
      const message = Buffer.concat([begins, rest]);
      const stream = Buffer.concat([Buffer.of(START), half, frameOf(message)]);
      const frames = decoded([stream.subarray(0, cut), stream.subarray(cut)]);
      expect(frames).toEqual([
        { kind: 'broken', bytes: half, reason: BrokenReason.restarted },
        { kind: 'message', bytes: message },
      ]);
    }),
  );
});

test('any bytes at all are told the same, whole or one by one', () => {
  const byte = fc.oneof(fc.constantFrom(...bytes('\x0b\x1c\rAMSH|')), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 120 }), (list) => {
      const stream = Buffer.from(list);
      expect(
        decodeAll(
          list.map((one) => Buffer.of(one)),
          8,
        ),
      ).toEqual(decodeAll([stream], 8));
    }),
  );
});

test.each<[string, string[], string[]]>([
  ['a split end block', ['\x0bA\x1c', '\r'], ['message A']],
  ['an end byte that ends nothing', ['\x0bA\x1c', 'B\x1c\r'], ['message A\x1cB']],
  ['an end byte twice', ['\x0bA\x1c\x1c\r'], ['message A\x1c']],
  ['an empty block', ['\x0b\x1c\r'], ['message ']],
  ['a missing end block', ['\x0bA\x0bMSH|\x1c\r'], [`broken A ${BrokenReason.restarted}`, 'message MSH|']],
  ['a half end block', ['\x0bA\x1c', '\x0bMSH|\x1c\r'], [`broken A\x1c ${BrokenReason.restarted}`, 'message MSH|']],
  ['a start block twice', ['\x0b', '\x0bMSH|\x1c\r'], ['message MSH|']],
  ['a vertical tab in a text', ['\x0bA\x0b', 'B\x1c\r'], ['message A\x0bB']],
  ['a vertical tab before a gene', ['\x0b\x0bMSH2\x1c\r'], ['message \x0bMSH2']],
  ['a vertical tab before a gene, spelled with a dash', ['\x0bA\x0bMSH', '-2\x1c\r'], ['message A\x0bMSH-2']],
  ['a vertical tab at the end', ['\x0bA\x0b', '\x1c\r'], ['message A\x0b']],
  ['an end of the stream where a block may begin', ['\x0bA\x0bMS'], [`broken A\x0bMS ${BrokenReason.ended}`]],
  [
    'noise between',
    ['xyz\x0bA\x1c\r', '\r\n', 'q', '\x0bB\x1c\r'],
    ['noise 3 "xyz"', 'message A', 'noise 1 "q"', 'message B'],
  ],
  ['an end of the stream in a block', ['\x0bA'], [`broken A ${BrokenReason.ended}`]],
  ['one as large as may be', ['\x0b12345678\x1c\r'], ['message 12345678']],
  [
    'one too large, and what follows it',
    ['\x0b1234', '56789\x1c\r\x0bB\x1c\r'],
    [`broken 12345678 ${BrokenReason.tooLarge}`, 'message B'],
  ],
  [
    'one too large that never ends',
    ['\x0b123456789', 'abc\x0bMS\x0bMSH|\x1c\r'],
    [`broken 12345678 ${BrokenReason.tooLarge}`, 'message MSH|'],
  ],
])('%s', (_what, chunks, expected) => expect(decodeAll(chunks.map(bytes), 8)).toEqual(expected));

test('a message that holds block characters is not framed', () => {
  expect(() => frame(bytes('a\x0bb'))).toThrow(RangeError);
  expect(() => frame(bytes('a\x1c\rb'))).toThrow(RangeError);
});
