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
        return `noise ${one.length}`;
    }
  });
const decodeAll = (chunks: readonly Buffer[], maxBytes = 1000): string[] => {
  const decoder = createFrameDecoder({ maxBytes });
  return told([...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()]);
};

/** Bytes 1C and 0D are likely, for they are where a decoder goes wrong; 0B and the end block cannot be in a message. */
const content = fc
  .array(fc.oneof(fc.constantFrom(0x1c, 0x0d, 0x0a, 0x41), fc.integer({ min: 0, max: 255 })), { maxLength: 60 })
  .map((list) => Buffer.from(list))
  .filter((b) => !b.includes(0x0b) && !b.includes(Buffer.of(0x1c, 0x0d)));
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
        const stream = Buffer.concat(parts.flatMap(([before, message]) => [before, frame(message)]));
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

test('any bytes at all are told the same, whole or one by one', () => {
  const byte = fc.oneof(fc.constantFrom(0x0b, 0x1c, 0x0d, 0x41), fc.integer({ min: 0, max: 255 }));
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
  ['a missing end block', ['\x0bA\x0bB\x1c\r'], [`broken A ${BrokenReason.restarted}`, 'message B']],
  ['a half end block', ['\x0bA\x1c', '\x0bB\x1c\r'], [`broken A\x1c ${BrokenReason.restarted}`, 'message B']],
  ['noise between', ['xyz\x0bA\x1c\r', '\r\n', 'q', '\x0bB\x1c\r'], ['noise 3', 'message A', 'noise 1', 'message B']],
  ['an end of the stream in a block', ['\x0bA'], [`broken A ${BrokenReason.ended}`]],
  ['one as large as may be', ['\x0b12345678\x1c\r'], ['message 12345678']],
  [
    'one too large, and what follows it',
    ['\x0b1234', '56789\x1c\r\x0bB\x1c\r'],
    [`broken 12345678 ${BrokenReason.tooLarge}`, 'message B'],
  ],
  [
    'one too large that never ends',
    ['\x0b123456789', 'abc\x0bB\x1c\r'],
    [`broken 12345678 ${BrokenReason.tooLarge}`, 'message B'],
  ],
])('%s', (_what, chunks, expected) => expect(decodeAll(chunks.map(bytes), 8)).toEqual(expected));

test('a message that holds block characters is not framed', () => {
  expect(() => frame(bytes('a\x0bb'))).toThrow(RangeError);
  expect(() => frame(bytes('a\x1c\rb'))).toThrow(RangeError);
});
