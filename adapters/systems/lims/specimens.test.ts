import fc from 'fast-check';
import type { LabReport } from '../../../schema/clinical/pathology';
import { foldStream } from '../../projections/fold/streams';
import type { Told } from '../../projections/fold/told';
import { parseMessage } from '../../wire/hl7v2/parse';
import { LABORATORY_PROFILE } from './profiles';
import { translate } from './translate';

/** A laboratory whose filler numbers are those of specimens: each message tells some of the sets. */
const PROFILE = { ...LABORATORY_PROFILE, fillerNumbers: 'specimens' } as const;

const header = (number: string): readonly string[] => [
  'MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120101500||ORU^R01^ORU_R01|L1|P|2.5.1',
  `PID|1||${number}^^^RWE^MR||TESTER^MAVIS||19480302|F`,
];
const obr = (code: string, word: string, issued = '1012'): string =>
  `OBR|1||26B0001234|${code}^${code}^L|||20261120084000|||||||||||||||20261120${issued}00|||${word}`;
const line = (code: string, value: string, word: string): string =>
  `OBX|1|NM|${code}^${code}^L||${value}|mmol/L|||||${word}`;

type Segments = readonly string[];
const toldBy = (messages: readonly Segments[], numberOf = (_at: number) => 'S1234567'): readonly Told[] =>
  messages.flatMap((segments, seq) => {
    const parsed = parseMessage([...header(numberOf(seq)), ...segments].join('\r'));
    if (parsed.kind !== 'message') throw new Error(parsed.reason);
    const translation = translate(parsed.message, PROFILE);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation.events
      .filter(({ kind }) => kind === 'lab-reported')
      .map((event, idx): Told => ({ seq, idx, messageId: `m${seq}`, event }));
  });

const reports = (told: readonly Told[]): readonly LabReport[] =>
  foldStream('lims@RWE', 'lab|26B0001234', told).map(({ body }) => body as LabReport);

const said = ({ status, results }: LabReport) => [
  status,
  Object.fromEntries(results.map((one) => [one.key, `${one.quantity?.value ?? ''} ${one.status}`])),
];
const left = (...messages: readonly Segments[]) => reports(toldBy(messages).toReversed()).map(said);

const UE = [obr('UE', 'F'), line('K', '4.1', 'F')];
const FBC = [obr('FBC', 'F'), line('HB', '132', 'F')];

describe('sets of one specimen, in messages of their own', () => {
  test('each stays beside the others, in one report', () => {
    const [report] = reports(toldBy([UE, FBC]));
    expect(report).toMatchObject({ fillerNumber: '26B0001234', status: 'final', code: { text: 'UE; FBC' } });
    expect(left(UE, FBC)).toEqual([['final', { 'UE>K': '4.1 final', 'FBC>HB': '132 final' }]]);
  });

  test('a correction of one replaces that one, and what it said before is kept', () => {
    const [report] = reports(toldBy([UE, FBC, [obr('UE', 'C', '1130'), line('K', '4.4', 'C')]]));
    expect(report && said(report)).toEqual(['corrected', { 'UE>K': '4.4 corrected', 'FBC>HB': '132 final' }]);
    expect(report?.issued).toBe('2026-11-20T11:30:00.000Z');
    expect(report?.previous.map(({ results }) => results.map(({ key, quantity }) => [key, quantity?.value]))).toEqual([
      [['UE>K', '4.1'], ['FBC>HB', '132']],
      [['UE>K', '4.1']],
    ]); // prettier-ignore
  });

  test('one that is pending leaves the report in part, and a late word takes nothing back', () => {
    const pending = [obr('FBC', 'P'), line('HB', '131', 'P')];
    expect(left(UE, pending)).toEqual([['partial', { 'UE>K': '4.1 final', 'FBC>HB': '131 preliminary' }]]);
    expect(left(UE, FBC, pending)).toEqual(left(UE, FBC));
  });

  test('one that is withdrawn leaves the others, and its value is shown no more', () => {
    const [report] = reports(toldBy([UE, FBC, [obr('UE', 'F'), line('K', '', 'W')]]));
    expect(report).toMatchObject({ status: 'final', retracted: false, code: { text: 'FBC' } });
    expect(report && said(report)).toEqual(['final', { 'UE>K': ' entered-in-error', 'FBC>HB': '132 final' }]);
    expect(JSON.stringify(report)).not.toContain('4.1');
  });

  test('a line of one name in two of them is two', () => {
    const bone = [obr('BONE', 'F'), line('ALB', '38', 'F')];
    const liver = [obr('LFT', 'F'), line('ALB', '39', 'F')];
    expect(left(bone, liver)).toEqual([['final', { 'BONE>ALB': '38 final', 'LFT>ALB': '39 final' }]]);
  });

  test('all of them go to whom the number is told of next', () => {
    const told = toldBy([UE, FBC, UE], (at) => (at < 2 ? 'S1234567' : 'S7654321'));
    expect(reports(told).map((one) => [one.subject.record?.recordId, one.status, one.results.length])).toEqual([
      [expect.stringContaining('S1234567'), 'entered-in-error', 0],
      [expect.stringContaining('S7654321'), 'final', 1],
    ]);
  });

  test('sensitivities are those of the set that holds their organism; where two do, a set of their own', () => {
    const culture = (code: string) => [
      obr(code, 'F'),
      'OBX|1|CWE|42881000237105^Organism^SCT|1|112283007^Escherichia coli^SCT||||||F',
    ];
    const child = `${obr('SENS', 'F')}|42881000237105&Organism&SCT^1|||^26B0001234`;
    const sensitivity = 'OBX|1|ST|372687004^Amoxicillin^SCT||R|||||||F';
    const organisms = (...sets: readonly Segments[]) =>
      reports(toldBy([[...sets.flat(), child, sensitivity]]))[0]?.organisms.map((one) => one.sensitivities.length);
    expect(organisms(culture('URINE'))).toEqual([1]);
    expect(organisms(culture('URINE'), culture('SWAB'))).toEqual([0, 0]);
  });
});

test('however sets are divided into messages, what stands is the same', () => {
  const set = fc.record({
    code: fc.constantFrom('UE', 'FBC', 'LFT'),
    word: fc.constantFrom('P', 'F', 'C'),
    value: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(set, { selector: ({ code }) => code, minLength: 1 }), fc.nat(3), (sets, at) => {
      const segments = sets.map(({ code, word, value }) => [obr(code, word), line(`${code}1`, String(value), word)]);
      const together = reports(toldBy([segments.flat()])).map(said);
      const apart = reports(
        toldBy([segments.slice(0, at).flat(), segments.slice(at).flat()].filter((one) => one.length > 0)),
      );
      expect(apart.map(said)).toEqual(together);
    }),
  );
});
