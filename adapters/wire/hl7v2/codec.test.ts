import fc from 'fast-check';
import { acknowledgeBatch, batchShortfalls } from './acknowledge-batch';
import { splitBatch } from './batch';
import type { OutboundSegment, Repetition } from './build';
import { NULL, UnsafeMessage, buildMessage, repeat } from './build';
import { STANDARD_DELIMITERS } from './delimiters';
import { escape, unescape } from './escapes';
import type { Hl7Message } from './message';
import { parseMessage } from './parse';

const MSH = 'MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120093000||ADT^A01^ADT_A01|PAS1|P|2.4';
const read = (text: string): Hl7Message => {
  const parsed = parseMessage(text);
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return parsed.message;
};
const pid = (line: string, header = MSH): ReturnType<Hl7Message['first']> => read(`${header}\r${line}\r`).first('PID');

/** Any text a person or a fault could put in a field; U+0000 is shown as another character by design. */
const anyText = fc
  .oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('|', '^', '~', '\\', '&', '\r', '\n', '\u000b', '\u001c', 'F', 'X', '0', '.', 'br', '"'),
    }),
  )
  .filter((text) => !text.includes('\u0000'));

describe('a segment', () => {
  test('fields are numbered as the standard does, MSH-1 being the separator', () => {
    const { msh, messageType, triggerEvent, controlId } = read(MSH);
    expect([msh.text(1), msh.text(2), msh.text(3), msh.text(12)]).toEqual(['|', '^~\\&', 'PAS', '2.4']);
    expect([messageType, triggerEvent, controlId]).toEqual(['ADT', 'A01', 'PAS1']);
  });

  test('repetitions, components and subcomponents', () => {
    const segment = pid('PID|||A1^^^RWE~999^^^NHS&x&y||SMITH^ADA');
    expect(segment?.repetitions(3)).toBe(2);
    expect([segment?.text(3, 4), segment?.text(3, 4, 2, 2), segment?.text(5, 2), segment?.text(9)]).toEqual([
      'RWE',
      'x',
      'ADA',
      '',
    ]);
    expect(segment?.repetitions(9)).toBe(0);
  });

  test('nothing said, said to be nothing, and said are three things', () => {
    const segment = pid('PID|||""||""^ADA|| |x^""');
    expect(segment?.value(2)).toEqual({ state: 'empty' });
    expect(segment?.value(3)).toEqual({ state: 'null' });
    expect(segment?.value(3, 4)).toEqual({ state: 'null' });
    expect(segment?.value(5)).toEqual({ state: 'null' });
    expect(segment?.value(5, 2)).toEqual({ state: 'present', text: 'ADA' });
    expect(segment?.value(7)).toEqual({ state: 'present', text: ' ' });
    expect(segment?.value(8, 2)).toEqual({ state: 'null' });
  });

  test("the sender's own delimiters hold, and a missing one means there is no such level", () => {
    expect(pid('PID#1#2#A*B%C$D', 'MSH#*%!$#S')?.text(3, 1, 2, 2)).toBe('D');
    expect(pid('PID|||A&B^C', 'MSH|^|S')?.text(3, 1, 1, 2)).toBe('B');
    expect(pid('PID|||A^B', 'MSH|^^^^|S')?.text(3, 2)).toBe('B');
  });
});

describe('a message', () => {
  test.each(['\r', '\n', '\r\n'])('segments may end with %j', (end) => {
    const message = read([MSH, 'PID|1', 'OBX|1', 'NTE|1', 'OBX|2', ''].join(end));
    expect(message.segments.map((s) => [s.name, s.position])).toEqual([
      ['MSH', 1],
      ['PID', 2],
      ['OBX', 3],
      ['NTE', 4],
      ['OBX', 5],
    ]);
    expect(message.groups('OBX').map((g) => g.members.map((m) => m.name))).toEqual([['NTE'], []]);
  });

  test('a byte-order mark and blanks before MSH are tolerated and noted', () => {
    const parsed = parseMessage(`\uFEFF\r\n${MSH}`);
    expect(parsed).toMatchObject({ kind: 'message', notes: ['byte-order mark before MSH', 'blank space before MSH'] });
  });

  test('a line end inside a field does not lose the rest of it, nor the segment after', () => {
    const message = read(`${MSH}\rNTE|1||first line\nsecond line|x\rPID|1`);
    expect(message.first('NTE')?.text(3)).toBe('first line\nsecond line');
    expect(message.first('NTE')?.text(4)).toBe('x');
    expect(message.first('PID')?.text(1)).toBe('1');
  });

  test('a word of three capitals on a line of its own is of the text, and no segment', () => {
    const text = 'Chest film\nNAD\nPCR\nACC\nReported by\nLEE';
    const message = read(`${MSH}\rNTE|1||${text}\rPD1\rPID|1`);
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'NTE', 'PD1', 'PID']);
    expect(message.first('NTE')?.text(3)).toBe(text);
    const ofFile = read(`${MSH}\nNTE|1||Chest film\nNAD\nLEE\nPD1\nPID|1`);
    expect(ofFile.segments.map(({ name }) => name)).toEqual(['MSH', 'NTE', 'PD1', 'PID']);
    expect(ofFile.first('NTE')?.text(3)).toBe('Chest film\nNAD\nLEE');
  });

  test.each(['', '   ', 'PID|1', 'MSH', 'MSHA^~', 'hello', `${MSH}\r${MSH}`])(
    '%j is unreadable, with a reason',
    (text) => {
      expect(parseMessage(text)).toMatchObject({
        kind: 'unreadable',
        reason: expect.stringMatching(/\w+ \w+/) as string,
      });
    },
  );

  test('no text makes it throw', () => {
    fc.assert(fc.property(anyText, fc.boolean(), (text, header) => void parseMessage(header ? `MSH${text}` : text)));
  });
});

test('a batch gives its messages as sent, its envelope, and what belongs to neither', () => {
  const split = splitBatch(`stray\rFHS|^~\\&\nBHS|^~\\&\r\n${MSH}\r\nPID|1\r\n${MSH}\rPID|2\rBTS|2\rFTS|1`);
  expect(split.messages).toEqual([`${MSH}\r\nPID|1\r\n`, `${MSH}\rPID|2\r`]);
  expect(split.envelope).toEqual(['FHS|^~\\&', 'BHS|^~\\&', 'BTS|2', 'FTS|1']);
  expect(split.stray).toBe('stray\r');
  expect(split.batches).toEqual([{ header: 'BHS|^~\\&', messages: split.messages, trailer: 'BTS|2' }]);
  expect(splitBatch(MSH)).toMatchObject({ messages: [MSH], envelope: [], stray: '' });
});

test('a line of a field that begins like an envelope, or like a message, cuts no message in two', () => {
  const said = 'Not issued\nBTS\nBTS: told by telephone\nFTS 12\nMSH - see there\nBHS-clinic';
  const report = `${MSH}\rOBX|1|FT|N||${said}\rOBX|2|NM|K||7.1\r`;
  const split = splitBatch(`BHS|^~\\&\r${report}${MSH}\rPID|1\rBTS|2\r`);
  expect(split.messages).toEqual([report, `${MSH}\rPID|1\r`]);
  expect([split.envelope, split.stray]).toEqual([['BHS|^~\\&', 'BTS|2'], '']);
});

test('an indented MSH begins a message: what follows it is not of the one before', () => {
  const split = splitBatch(`BHS|^~\\&\r${MSH}\rPID|1\r  ${MSH}\rPID|2\rBTS|2\r`);
  expect(split.messages).toEqual([`${MSH}\rPID|1\r`, `  ${MSH}\rPID|2\r`]);
  expect(parseMessage(`${MSH}\rPID|1\r  ${MSH}\rPID|2\r`)).toEqual({
    kind: 'unreadable',
    reason: 'the text holds more than one MSH',
  });
});

describe('the answer to a batch', () => {
  const answer = { controlId: 'K1', at: '20261120100000' };
  const acks = ['MSH|a\rMSA|AA|1\r', 'MSH|b\rMSA|AA|2\r'];

  test('has the envelope that the batch came in, addresses turned round, and names what it answers', () => {
    const header = 'HS|^~\\&|PAS|RWE|GW|X^Y|20261120||name|comment|F1';
    const split = splitBatch(`F${header}\rB${header}\r${MSH}\r${MSH}\rBTS|2\rB${header}\rBTS|0\rFTS|2\r`);
    const reply = 'HS|^~\\&|GW|X^Y|PAS|RWE|20261120100000||||K1|F1';
    expect(acknowledgeBatch(split, { ...answer, acknowledgements: [acks, []] })).toBe(
      `F${reply}\rB${reply}\r${acks.join('')}BTS|2\rB${reply}\rBTS|0\rFTS|2\r`,
    );
    expect(batchShortfalls(split)).toEqual([]);
  });

  test("is written with the envelope's own delimiters, and has none where there was none", () => {
    const own = splitBatch(`BHS#*%!$#P#R#G#X#2026####B1\r${MSH}\rBTS#1\r`);
    expect(acknowledgeBatch(own, { ...answer, acknowledgements: [acks.slice(1)] })).toBe(
      `BHS#*%!$#G#X#P#R#20261120100000####K1#B1\r${acks[1] ?? ''}BTS#1\r`,
    );
    const none = splitBatch(`FHS|^~\\&|P|R\r${MSH}\rFTS|1\r`);
    expect(acknowledgeBatch(none, { ...answer, acknowledgements: [acks.slice(1)] })).toBe(
      `FHS|^~\\&|||P|R|20261120100000||||K1|\r${acks[1] ?? ''}FTS|1\r`,
    );
  });

  test('what the trailers promise and the text does not hold is said', () => {
    expect(batchShortfalls(splitBatch(`FHS|^~\\&\rBHS|^~\\&\r${MSH}\rBTS|3\rBHS|^~\\&\r${MSH}\r`))).toEqual([
      'BTS-1 says 3 messages; 1 were found',
      'a batch has BHS and no BTS',
      'the file has FHS and no FTS',
    ]);
  });
});

describe('escapes', () => {
  test.each([
    ['x10\\S\\9/L', 'x10^9/L'],
    ['\\F\\\\R\\\\T\\\\E\\', '|~&\\'],
    ['one\\.br\\two\\.sp2\\three', 'one\ntwo\n\nthree'],
    ['\\H\\high\\N\\', 'high'],
    ['\\XC3A9\\ \\XE9\\ \\X0D\\', 'é é \r'],
    ['C:\\temp 10\\12', 'C:\\temp 10\\12'],
    ['a\\b\\T\\c', 'a\\b&c'],
    ['\\Zlocal\\T\\C2842\\', '\\Zlocal\\T\\C2842\\'],
    ['\\X0\\', '\\X0\\'],
  ])('%j reads %j', (raw, text) => expect(unescape(raw, STANDARD_DELIMITERS)).toBe(text));

  test('what is escaped is read back the same, and cannot break a message or a block', () => {
    const delimiters = fc.constantFrom(STANDARD_DELIMITERS, {
      field: '#',
      component: '*',
      repetition: '%',
      escape: '!',
      subcomponent: '$',
    });
    fc.assert(
      fc.property(anyText, delimiters, (text, d) => {
        const raw = escape(text, d);
        expect(unescape(raw, d)).toBe(text);
        expect(raw).not.toMatch(/[\r\n\u000b\u001c]/);
        for (const special of [d.field, d.component, d.repetition, d.subcomponent]) expect(raw).not.toContain(special);
      }),
    );
  });
});

describe('building', () => {
  const header: OutboundSegment = ['MSH', { 3: 'PAS', 9: ['ADT', 'A01'], 10: 'C1' }];

  test('what is built reads back with the same values', () => {
    const repetition = fc.array(fc.array(anyText, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    const field = fc.array(repetition, { minLength: 1, maxLength: 3 });
    const segment = fc.tuple(
      fc.constantFrom('PID', 'OBX', 'NTE', 'ZU1'),
      fc.dictionary(fc.integer({ min: 1, max: 40 }).map(String), field),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        const outbound = segments.map(([name, fields]): OutboundSegment => [
          name,
          Object.fromEntries(Object.entries(fields).map(([at, reps]) => [at, repeat(...(reps as Repetition[]))])),
        ]);
        const back = read(buildMessage([header, ...outbound]));
        expect(back.segments.slice(1).map((s) => s.name)).toEqual(segments.map(([name]) => name));
        segments.forEach(([, fields], index) => {
          for (const [at, reps] of Object.entries(fields)) {
            reps.forEach((components, r) =>
              components.forEach((subs, c) =>
                subs.forEach((text, s) =>
                  expect(back.segments[index + 1]?.text(Number(at), c + 1, r + 1, s + 1)).toBe(text),
                ),
              ),
            );
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('null is written only when meant: a text of two quotes is not null', () => {
    const segment = read(buildMessage([header, ['PID', { 5: NULL, 6: '""', 7: undefined }]])).first('PID');
    expect([segment?.value(5).state, segment?.text(6), segment?.value(7).state]).toEqual(['null', '""', 'empty']);
  });

  test('reads as people write it', () => {
    expect(
      buildMessage([header, ['PID', { 3: repeat(['A1', '', '', 'RWE'], ['9', '', '', 'NHS', '']), 5: 'x&y' }]]),
    ).toBe('MSH|^~\\&|PAS||||||ADT^A01|C1\rPID|||A1^^^RWE~9^^^NHS||x\\T\\y\r');
  });

  test.each<[string, OutboundSegment[]]>([
    ['no MSH first', [['PID', { 1: '1' }]]],
    ['a second MSH', [header, header]],
    ['a name that is none', [header, ['PID|', { 1: '1' }]]],
    ['the delimiters as a field', [['MSH', { 2: '^~\\&' }]]],
    ['a field numbered 0', [header, ['PID', { 0: 'x' }]]],
    ['a list in place of numbers', [header, ['PID', ['x']]]],
  ])('%s is refused', (_what, segments) => expect(() => buildMessage(segments)).toThrow(UnsafeMessage));
});
