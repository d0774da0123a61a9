import type { LabReport } from '../../../schema/clinical/pathology';
import { foldStream } from '../../projections/fold/streams';
import type { Told } from '../../projections/fold/told';
import { parseMessage } from '../../wire/hl7v2/parse';
import { LABORATORY_PROFILE } from './profiles';
import { translate } from './translate';

/** Several sets (OBRs) under one filler number, from the messages to the report they leave. */

const HEADER = [
  'MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120101500||ORU^R01^ORU_R01|L1|P|2.5.1',
  'PID|1||S1234567^^^RWE^MR~9990000018^^^NHS^NH||TESTER^MAVIS||19480302|F',
];
const obr = (code: string, word: string): string =>
  `OBR|1||26B0001234|${code}^${code}^L|||20261120084000|||||||||||||||20261120101200|||${word}`;
const line = (code: string, value: string, word: string): string =>
  `OBX|1|NM|${code}^${code}^L||${value}|mmol/L|||||${word}`;

const toldBy = (messages: readonly (readonly string[])[]): readonly Told[] =>
  messages.flatMap((segments, seq) => {
    const parsed = parseMessage([...HEADER, ...segments].join('\r'));
    if (parsed.kind !== 'message') throw new Error(parsed.reason);
    const translation = translate(parsed.message, LABORATORY_PROFILE);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation.events
      .filter(({ kind }) => kind === 'lab-reported')
      .map((event, idx): Told => ({ seq, idx, messageId: `m${seq}`, event }));
  });

/** The report's word, and each of its lines as the value it has and what is said of it. */
const left = (...messages: readonly (readonly string[])[]): readonly [string, Readonly<Record<string, string>>] => {
  const [row] = foldStream('lims@RWE', 'lab|RWE|S1234567', toldBy(messages));
  const { status, results } = row?.body as LabReport;
  return [status, Object.fromEntries(results.map((one) => [one.key, `${one.quantity?.value ?? ''} ${one.status}`]))];
};

const UE = [obr('UE', 'F'), line('K', '4.1', 'F')];
const LIVER = [obr('LFT', 'F'), line('ALT', '22', 'F')];

describe('a set of which no result can be had (OBR-25 X)', () => {
  test('is as settled as a final one: the report is not in part', () => {
    expect(left([...UE, obr('LFT', 'X')])).toEqual(['final', { K: '4.1 final' }]);
    expect(left([...UE, obr('LFT', 'X'), line('ALT', '', 'X')])).toEqual(['final', { K: '4.1 final', ALT: ' cancelled' }]); // prettier-ignore
    expect(left([obr('UE', 'C'), line('K', '4.1', 'C'), obr('LFT', 'X')])[0]).toBe('corrected');
    expect(left([obr('UE', 'X'), obr('LFT', 'X')])).toEqual(['cancelled', {}]);
  });

  test('leaves the report in part while another is pending', () => {
    expect(left([obr('UE', 'P'), line('K', '4.1', 'P'), obr('LFT', 'X')])[0]).toBe('partial');
  });
});

describe('a set without a line, beside one that is pending', () => {
  const PENDING = [obr('UE', 'P'), line('K', '4.1', 'P')];

  test('takes its lines back where no result can be had', () => {
    expect(left([...PENDING, ...LIVER], [...PENDING, obr('LFT', 'X')])).toEqual(['partial', { K: '4.1 preliminary' }]);
  });

  test.each(['I', 'P', 'A', '', 'F', 'C'])('takes nothing back by any other word (%s)', (word) => {
    expect(left([...PENDING, ...LIVER], [...PENDING, obr('LFT', word)])).toEqual([
      'partial',
      { K: '4.1 preliminary', ALT: '22 final' },
    ]);
  });

  test('shows its lines once it has some', () => {
    expect(left([...UE, obr('LFT', 'I')], [...UE, obr('LFT', 'P'), line('ALT', '22', 'P')])).toEqual([
      'partial',
      { K: '4.1 final', ALT: '22 preliminary' },
    ]);
  });
});

describe('a report whose sets are all settled, one of them without a line', () => {
  test.each(['X', 'F'])('(%s) is not opened again by a late message', (word) => {
    const settled = left([...UE, obr('LFT', word)]);
    for (const late of [
      [...UE, obr('LFT', 'I')],
      [...UE, obr('LFT', 'P'), line('ALT', '21', 'P')],
    ])
      expect(left([...UE, obr('LFT', word)], late)).toEqual(settled);
  });

  test.each(['X', 'F'])('(%s) is opened by a set that was added, and has the result of one done after all', (word) => {
    expect(left([...UE, obr('LFT', word)], [...UE, obr('LFT', word), obr('TFT', 'I')])).toEqual([
      'partial',
      { K: '4.1 final' },
    ]);
    expect(left([...UE, obr('LFT', word)], [...UE, ...LIVER])).toEqual(['final', { K: '4.1 final', ALT: '22 final' }]);
  });
});

describe('a line of which no result could be had', () => {
  const cancelled = [obr('UE', 'A'), line('K', '', 'X'), line('NA', '', 'X')];

  test('is not opened again by a late preliminary', () => {
    expect(left([obr('UE', 'X'), line('K', '', 'X')], [obr('UE', 'P'), line('K', '6.9', 'P')])).toEqual([
      'cancelled',
      { K: ' cancelled' },
    ]);
  });

  test('does not hide a final result that comes after all, though another line is pending again', () => {
    expect(left(cancelled, [obr('UE', 'A'), line('K', '6.9', 'F'), line('NA', '140', 'P')])).toEqual([
      'partial',
      { K: '6.9 final', NA: '140 preliminary' },
    ]);
  });
});
