import type { DomainEvent } from '../../../schema/events';
import { parseMessage } from '../../wire/hl7v2/parse';
import { LABORATORY_PROFILE } from './profiles';
import { translate } from './translate';

const HEADER = [
  'MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120101500||ORU^R01^ORU_R01|L1|P|2.5.1',
  'PID|1||S1234567^^^RWE^MR~9990000018^^^NHS^NH||TESTER^MAVIS||19480302|F',
];
/** An OBR of the one filler number, with its status in OBR-25. */
const obr = (status: string, code = 'UE^Urea and electrolytes^L'): string =>
  `OBR|1||26B0001234|${code}|||20261120084000|||||||||||||||20261120101200|||${status}`;

const translated = (...segments: readonly string[]) => {
  const parsed = parseMessage([...HEADER, ...segments].map((segment) => `${segment}\r`).join(''));
  if (parsed.kind !== 'message') throw new Error(parsed.reason);
  return translate(parsed.message, LABORATORY_PROFILE);
};
const report = (...segments: readonly string[]) => {
  const translation = translated(...segments);
  if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
  const [, only] = translation.events;
  return only as Extract<DomainEvent, { kind: 'lab-reported' }>;
};
const results = (...segments: readonly string[]) => report(obr('F'), ...segments).results;

describe('text sent a line at a time', () => {
  const text = (at: number, words: string, status: string): string =>
    `OBX|${at}|TX|CMT^Comment^L||${words}||||||${status}`;

  test.each(['W', 'D'])('a later line that is withdrawn by %s goes, with its comment, and the others stay', (word) => {
    const [comment] = results(
      text(1, 'Repeat in 3/12', 'F'),
      'NTE|1|L|Seen by Dr A',
      text(2, 'Of somebody else', word),
      'NTE|1|L|Also of somebody else',
      text(3, 'Telephoned', 'F'),
    );
    expect(comment).toMatchObject({
      status: 'final',
      valueText: 'Repeat in 3/12\nTelephoned',
      notes: ['Seen by Dr A'],
    });
  });

  test('a first line that is withdrawn takes none of the others with it', () => {
    const [comment] = results(text(1, 'Of somebody else', 'D'), text(2, 'Repeat in 3/12', 'F'));
    expect(comment).toMatchObject({ key: 'CMT', status: 'final', valueText: 'Repeat in 3/12' });
  });

  test('all of them withdrawn, the result says nothing', () => {
    const [comment] = results(text(1, 'One', 'W'), 'NTE|1|L|Note', text(2, 'Two', 'D'));
    expect(comment).toEqual({
      key: 'CMT',
      code: { text: 'Comment', codings: [{ system: 'urn:local:lims@RWE:L', code: 'CMT', display: 'Comment' }] },
      status: 'entered-in-error',
      referenceRanges: [],
      notes: [],
    });
  });

  test('a correction among final lines makes the result corrected, and a pending one preliminary', () => {
    expect(results(text(1, 'One', 'F'), text(2, 'Two', 'C'))[0]?.status).toBe('corrected');
    expect(results(text(1, 'One', 'C'), text(2, 'Two', 'P'))[0]?.status).toBe('preliminary');
  });
});

describe('a comment on a set that has no line', () => {
  const WHY = 'NTE|1|L|No hospital number on sample. Sample not processed.';

  test('is a result of the set, with the status of the set', () => {
    expect(report(obr('X'), WHY)).toMatchObject({ status: 'cancelled', retracted: false });
    expect(report(obr('X'), WHY).results).toEqual([
      {
        key: 'UE',
        code: {
          text: 'Urea and electrolytes',
          codings: [{ system: 'urn:local:lims@RWE:L', code: 'UE', display: 'Urea and electrolytes' }],
        },
        status: 'cancelled',
        referenceRanges: [],
        notes: ['No hospital number on sample. Sample not processed.'],
      },
    ]);
  });

  test('is kept where the only OBX says nothing', () => {
    expect(report(obr('A'), 'OBX|1|TX|||||||||P', WHY).results).toMatchObject([{ key: 'UE', status: 'preliminary' }]);
  });

  test('stands beside the lines of another set under the same number', () => {
    const told = report(obr('F'), 'OBX|1|NM|K^Potassium^L||4.1||||||F', obr('X', 'LFT^Liver function^L'), WHY);
    expect(told.results).toMatchObject([
      { key: 'K', notes: [] },
      { key: 'LFT', status: 'cancelled', notes: [expect.stringMatching(/^No hospital number/)] },
    ]);
  });

  test('a set without a line and without a comment is no result', () => {
    expect(report(obr('X')).results).toEqual([]);
  });

  test('a comment on a child without a code refuses the report, with the place', () => {
    const child = 'OBR|2||26B0001234||||||||||||||||||||||F|ORG^1';
    expect(translated(obr('F'), 'OBX|1|ST|ORG^Organism^L|1|E. coli||||||F', child, WHY)).toMatchObject({
      kind: 'refused',
      refusal: { hl7: '101', at: 'OBR-4' },
    });
  });
});

describe('sets under one number of which the words differ', () => {
  const line = (code: string, status: string): string => `OBX|1|NM|${code}^${code}^L||4.1||||||${status}`;
  const words = (...segments: readonly string[]): unknown => report(...segments).results.map(({ status }) => status);

  test('OBR-25 governs its own lines: the report as a whole can only say that it is in part', () => {
    expect(words(obr('C'), line('K', 'C'), obr('P', 'LFT^LFT^L'), line('ALT', 'F'))).toEqual([
      'corrected',
      'preliminary',
    ]);
    expect(words(obr('F'), line('K', ''), obr('P', 'LFT^LFT^L'), line('ALT', ''))).toEqual(['final', 'preliminary']);
    expect(words(obr('F'), line('K', 'F'), obr('P', 'LFT^LFT^L'), line('ALT', 'W'))).toEqual([
      'final',
      'entered-in-error',
    ]);
    expect(words(obr('F'), line('K', 'F'), obr('', 'LFT^LFT^L'), line('ALT', 'F'))).toEqual(['final', 'final']);
  });

  test('where they share one word, the report says it, and lines keep what is said of them', () => {
    expect(words(obr('P'), line('K', 'F'), obr('P', 'LFT^LFT^L'), line('ALT', 'P'))).toEqual(['final', 'preliminary']);
  });
});

describe('a value that repeats', () => {
  test('codes are told by all their words and all their codings', () => {
    const [organism] = results('OBX|1|CWE|LAB278^Organism Name^L|3|74746009^Vivax^SCT~30020004^Falciparum^SCT||||||F');
    expect(organism).toMatchObject({
      valueText: 'Vivax; Falciparum',
      concept: { text: 'Vivax; Falciparum', codings: [{ code: '74746009' }, { code: '30020004' }] },
    });
  });

  test.each([
    ['numbers', 'OBX|1|NM|CREAT^Creatinine^L||100~200~300|mg/dL|||||F', '100; 200; 300 mg/dL'],
    ['structured numbers', 'OBX|1|SN|CREAT^Creatinine^L||>^100~<^20|mg/dL|||||F', '>100; <20 mg/dL'],
  ])('%s are told together, and none of them alone as the quantity', (_, obx, valueText) => {
    const [line] = results(obx);
    expect(line).toMatchObject({ valueText });
    expect(line).not.toHaveProperty('quantity');
  });

  test('dates are told together', () => {
    expect(results('OBX|1|DT|SEEN^Seen^L||20261101~20261102||||||F')[0]?.valueText).toBe('2026-11-01; 2026-11-02');
  });

  test.each([
    ['DT', '202611', '2026-11'],
    ['TS', '20261120', '2026-11-20'],
    ['TS', '202607010915', '2026-07-01 09:15'],
    ['DTM', '20260701091530.25', '2026-07-01 09:15:30.25'],
    ['DTM', '2026070109', '2026-07-01 09'],
    ['TS', '202607010915+0000', '2026-07-01 10:15'],
    ['DTM', '2026070109+0530', '2026-07-01 04:30'],
    // The clocks of London show this hour twice.
    ['TS', '202610250130', '2026-10-25 01:30'],
    ['TS', '202610250030+0000', '2026-10-25 01:30 BST'],
    ['TS', '20261025013059.9+0000', '2026-10-25 01:30:59.9 GMT'],
    ['TM', '0915', '09:15'],
    ['TM', '09', '09'],
    ['TM', '235959.5+0100', '23:59:59.5 +01:00'],
    ['TS', '20260230', '20260230'],
    ['TM', '2515', '2515'],
  ])('a %s of %s is told as it was reported, to a reader in London, and is no number', (type, reported, valueText) => {
    const [line] = results(`OBX|1|${type}|SEEN^Seen^L||${reported}||||||F`);
    expect(line).toMatchObject({ valueText });
    expect(line).not.toHaveProperty('quantity');
  });

  test('an empty repetition is no value', () => {
    expect(results('OBX|1|NM|K^Potassium^L||4.1~|mmol/L|||||F')[0]).toMatchObject({ quantity: { value: '4.1' } });
    expect(results('OBX|1|SN|K^Potassium^L|||mmol/L|||||X')[0]).not.toHaveProperty('valueText');
  });

  test.each([
    ['coded', 'CWE', '112283007^Escherichia coli^SCT~78065002^Enterococcus faecalis^SCT'],
    ['in words', 'ST', 'Escherichia coli~Enterococcus faecalis'],
  ])('organisms named in one line, %s, are all there', (_, type, value) => {
    const { organisms } = report(obr('F'), `OBX|1|${type}|42881000237105^Culture organism^SCT|1|${value}||||||F`);
    expect(organisms.map(({ organism }) => organism.text)).toEqual(['Escherichia coli; Enterococcus faecalis']);
  });
});

describe('a unit', () => {
  test.each([
    ['x10^9/L', { unit: 'x10^9/L' }],
    ['10^12/L', { unit: '10^12/L' }],
    ['x10^9/L^^UCUM', { unit: 'x10^9/L' }],
    ['x10^9/L^x10^9/L', { unit: 'x10^9/L' }],
    ['10^6 cells/L', { unit: '10^6 cells/L' }],
    ['mL/min/1.73m^2', { unit: 'mL/min/1.73m^2' }],
    ['264320^MDC_DIM_SEC^MDC', { unit: 'MDC_DIM_SEC' }],
    ['beats/min^^ISO', { unit: 'beats/min' }],
    ['10*9/L', { unit: '10*9/L', ucum: '10*9/L' }],
    ['10*9/L^10*9/L', { unit: '10*9/L', ucum: '10*9/L' }],
    ['g/L^grams per litre', { unit: 'grams per litre', ucum: 'g/L' }],
    ['a^year^UCUM', { unit: 'year', ucum: 'a' }],
    ['mm[Hg]^mmHg^ucum', { unit: 'mmHg', ucum: 'mm[Hg]' }],
    ['a^Years^2.16.840.1.113883.6.8', { unit: 'Years', ucum: 'a' }],
    ['a^Years^http://unitsofmeasure.org', { unit: 'Years', ucum: 'a' }],
  ])('%s', (sent, unit) => {
    expect(results(`OBX|1|NM|X^X^L||12.4|${sent}|||||F`)[0]).toMatchObject({
      valueText: `12.4 ${unit.unit}`,
      quantity: { value: '12.4', ...unit },
    });
    if (!('ucum' in unit))
      expect(results(`OBX|1|NM|X^X^L||12.4|${sent}|||||F`)[0]?.quantity).not.toHaveProperty('ucum');
  });
});

test.each([
  ['as the value, flagged as abnormal', 'R', 'A', 'R'],
  ['as the value, flagged as normal', 'S', 'N', 'S'],
  ['among the flags', '>=16', 'A~R', 'R'],
  ['as the flag alone', '', 'I', 'I'],
])('a sensitivity that is told %s, is one of its organism', (_, value, flags, told) => {
  const organism = 'OBX|1|CWE|42881000237105^Culture organism^SCT|1|112283007^Escherichia coli^SCT||||||F';
  const agent = `OBX|2|ST|53781000237107^Trimethoprim^SCT|1.1|${value}|||${flags}|||F`;
  const { organisms } = report(obr('F'), organism, agent);
  expect(organisms[0]?.sensitivities.map(({ result }) => result.codings[0]?.code)).toEqual([told]);
});
