import iconv from 'iconv-lite';
import { acknowledge } from './acknowledge';
import { decode, encode } from './charset';
import { mshOf, mshOfText } from './msh';
import type { WallReader } from './timestamp';
import { parseDate, parseTs, utcStamp } from './timestamp';

const header = (charset: string): string =>
  `MSH|^~\\&|PAS|RWE|X|Y|20261120||ADT^A01|C1|P|2.4||||||${charset}\rPID|||||Zoë O’Neill £`;

describe('bytes', () => {
  test.each([
    ['UNICODE', 'utf-8', 'utf-8'],
    ['UNICODE UTF-8', 'utf-8', 'utf-8'],
    ['', 'utf-8', 'utf-8'],
    ['8859/1', 'windows-1252', 'windows-1252'],
    ['UNICODE', 'windows-1252', 'windows-1252'],
    ['UNICODE UTF-16', 'utf-16le', 'utf-16le'],
    ['UNICODE UTF-16', 'utf-16be', 'utf-16be'],
    ['ASCII', 'utf-8', 'utf-8'],
    ['martian', 'utf-8', 'utf-8'],
    ['8859/1~UNICODE', 'windows-1252', 'windows-1252'],
    ['GB 18030-2000', 'gb18030', 'gb18030'],
  ])('MSH-18 %j over bytes in %s gives the text back', (declared, actual, said) => {
    const decoded = decode(iconv.encode(header(declared), actual), 'UTF-8');
    expect(decoded.text).toBe(header(declared));
    expect(decoded.charset).toBe(said);
  });

  test('what was tolerated is noted, and names no value', () => {
    const notesOf = (bytes: Buffer): readonly string[] => decode(bytes, 'UTF-8').notes;
    expect(notesOf(encode(header('UNICODE'), 'utf-8'))).toEqual([]);
    expect(notesOf(Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), encode(header(''), 'utf-8')]))).toEqual([
      'byte-order mark before MSH',
    ]);
    expect(notesOf(encode(header('martian'), 'utf-8'))).toEqual(['MSH-18 names no charset known here; read as utf-8']);
    expect(notesOf(iconv.encode(header('UNICODE'), 'windows-1252'))).toHaveLength(1);
    expect(notesOf(Buffer.from('MSH|^~\\&|a\0b'))).toHaveLength(1);
  });

  test("the feed's charset stands in where MSH-18 says nothing", () => {
    expect(decode(iconv.encode(header(''), 'iso-8859-15'), '8859/15').charset).toBe('iso-8859-15');
  });

  test('the header is read from bytes, however long what follows is', () => {
    const long = 'é'.repeat(20_000);
    const text = `MSH|^~\\&|PAS|RWE|ROUTE|X^Y|20261120||ORU^R01^ORU_R01|C\\T\\1|T|2.5.1|||AL|NE|GBR|UNICODE\r`;
    expect(mshOf(Buffer.from(`\uFEFF${text}OBX|1||${long}`))).toMatchObject({
      sendingApplication: 'PAS',
      sendingFacility: 'RWE',
      receivingApplication: 'ROUTE',
      receivingFacility: 'X',
      messageType: 'ORU',
      triggerEvent: 'R01',
      structure: 'ORU_R01',
      controlId: 'C&1',
      processingId: 'T',
      version: '2.5.1',
      acceptAcknowledgement: 'AL',
      applicationAcknowledgement: 'NE',
      charset: 'UNICODE',
    });
    expect(mshOf(Buffer.from(`MSH|^~\\&|Zoë||||||ADT|C1|P|2.4|${long}|x`))).toMatchObject({
      sendingApplication: 'Zoë',
      controlId: 'C1',
    });
    expect([mshOf(Buffer.from('PID|1')), mshOf(Buffer.alloc(0)), mshOf(Buffer.from('MSH'))]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a time', () => {
  const wall: WallReader = (...parts) => ({ instant: `2026-01-01T00:00:0${parts.length}.000Z`, ambiguous: true });
  test.each([
    ['20261120', { kind: 'date', text: '2026-11-20' }],
    ['202611', { kind: 'date', text: '2026-11' }],
    ['2026', { kind: 'date', text: '2026' }],
    ['20261120100000+0100', { kind: 'instant', instant: '2026-11-20T09:00:00.000Z', ambiguous: false }],
    ['202611201000-0500', { kind: 'instant', instant: '2026-11-20T15:00:00.000Z', ambiguous: false }],
    ['20261120100000.1234+0000', { kind: 'instant', instant: '2026-11-20T10:00:00.123Z', ambiguous: false }],
    ['20261120100000', { kind: 'instant', instant: '2026-01-01T00:00:06.000Z', ambiguous: true }],
    ['20261120100000.5', { kind: 'instant', instant: '2026-01-01T00:00:06.500Z', ambiguous: true }],
    ['20240229', { kind: 'date', text: '2024-02-29' }],
  ])('%s', (text, expected) => expect(parseTs(text, wall)).toEqual(expected));

  test.each([
    '',
    '20230229',
    '20261301',
    '20261120250000',
    '20-11-2026',
    '2026112',
    '00000000',
    '20261120100000+9900',
    'unknown',
  ])('%j is no time', (text) => expect(parseTs(text, wall)).toBeNull());

  test('a birth date sent as midnight is a date', () => expect(parseDate('19600101000000')).toBe('1960-01-01'));
  test('a moment is written in UTC, and says so', () =>
    expect(utcStamp('2026-11-20T10:00:00.000Z')).toBe('20261120100000+0000'));
});

describe('an acknowledgement', () => {
  const answer = { controlId: 'K1', at: '20261120100000' };
  const errors = [{ hl7: '101', location: 'PID-3.4', text: 'PID-3 holds no NHS number' }] as const;
  const to = (text: string): ReturnType<typeof mshOfText> => mshOfText(text);

  test('turns the addresses round and gives the control id back', () => {
    expect(
      acknowledge(to('MSH|^~\\&|PAS|RWE|GW|X^Y|20261120||ADT^A01^ADT_A01|C\\T\\1|T|2.4||||||UNICODE'), {
        ...answer,
        code: 'AA',
      }),
    ).toBe('MSH|^~\\&|GW|X^Y|PAS|RWE|20261120100000||ACK^A01^ACK|K1|T|2.4||||||UNICODE\rMSA|AA|C\\T\\1\r');
  });

  test('up to 2.4 an error stands in MSA-6 and ERR-1', () => {
    expect(
      acknowledge(to('MSH|^~\\&|PAS|RWE|GW|X|20261120||ADT^A01|C1|P|2.4'), { ...answer, code: 'AE', errors }),
    ).toBe(
      'MSH|^~\\&|GW|X|PAS|RWE|20261120100000||ACK^A01^ACK|K1|P|2.4\r' +
        'MSA|AE|C1|PID-3 holds no NHS number|||101^Required field missing^HL70357\r' +
        'ERR|PID^1^3^101&Required field missing&HL70357\r',
    );
  });

  test('from 2.5 it has segments of its own', () => {
    const two = [...errors, { hl7: '207', location: '', text: 'not stored' }] as const;
    expect(
      acknowledge(to('MSH|^~\\&|LIMS|RWE|GW|X|20261120||ORU^R01|C1|P|2.5.1'), {
        ...answer,
        code: 'CE',
        text: 'refused',
        errors: two,
      }),
    ).toBe(
      'MSH|^~\\&|GW|X|LIMS|RWE|20261120100000||ACK^R01^ACK|K1|P|2.5.1\rMSA|CE|C1|refused\r' +
        'ERR||PID^1^3^1^4|101^Required field missing^HL70357|E||||PID-3 holds no NHS number\r' +
        'ERR|||207^Application internal error^HL70357|E||||not stored\r',
    );
  });

  test('without a header MSA-2 is empty', () => {
    expect(acknowledge(null, { ...answer, code: 'AR', text: 'no MSH' })).toBe(
      'MSH|^~\\&|||||20261120100000||ACK|K1|P|2.4\rMSA|AR||no MSH\r',
    );
  });

  test("is written with the sender's delimiters", () => {
    expect(
      acknowledge(to('MSH#*%!$#PAS#R*W#GW#X#2026##ADT*A01#C1#P#2.3'), { ...answer, code: 'AE', text: 'a#b' }),
    ).toBe('MSH#*%!$#GW#X#PAS#R*W#20261120100000##ACK*A01#K1#P#2.3\rMSA#AE#C1#a!F!b\r');
  });
});
