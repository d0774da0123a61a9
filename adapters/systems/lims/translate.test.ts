import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DomainEvent } from '../../../schema/events';
import { parseMessage } from '../../wire/hl7v2/parse';
import { LABORATORY_PROFILE } from './profiles';
import { translate } from './translate';

const sample = (name: string): string => readFileSync(join(__dirname, 'samples', `${name}.hl7`), 'utf8');

const translated = (text: string) => {
  const parsed = parseMessage(text);
  if (parsed.kind !== 'message') throw new Error(parsed.reason);
  return translate(parsed.message, LABORATORY_PROFILE);
};

const reports = (text: string) => {
  const translation = translated(text);
  if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
  return translation.events.filter(
    (event): event is Extract<DomainEvent, { kind: 'lab-reported' }> => event.kind === 'lab-reported',
  );
};

test.each([
  ['two people', (text: string) => text.replace('\rORC', '\rPID|2||S7||OTHER^ONE\rORC'), '100', 'PID'],
  ['nobody', (text: string) => text.replace(/\rPID[^\r]*/, ''), '100', 'PID'],
  [
    'a person of another authority',
    (text: string) => text.replace(/\^\^\^RWE\^MR~\d+\^\^\^NHS/, '^^^XXX'),
    '101',
    'PID-3',
  ],
  ['no filler number', (text: string) => text.replaceAll('26B0001234', ''), '101', 'OBR-3'],
  ['a value without a name', (text: string) => text.replace(/(OBX\|2\|NM\|)[^|]*/, '$1'), '101', 'OBX-3'],
  ['another event', (text: string) => text.replace('ORU^R01^ORU_R01', 'ORU^R30^ORU_R30'), '201', 'MSH-9'],
])('%s: refused with its place', (_, change, hl7, at) => {
  expect(translated(change(sample('oru-final')))).toMatchObject({ kind: 'refused', refusal: { hl7, at } });
});

test('a withdrawn organism is no organism, and a withdrawn sensitivity none of its', () => {
  const culture = sample('oru-culture-child-orders');
  const withoutSecond = culture.replace(/(OBX\|4\|CWE.*?\|\|\|\|\|\|)F/, '$1W');
  expect(reports(withoutSecond)[0]?.organisms.map(({ organism }) => organism.text)).toEqual(['Escherichia coli']);
  const withoutTrimethoprim = culture.replace(/(\rOBX\|1\|ST\|53781000237107[^\r]*?\|R\|\|\|R\|\|\|)F/, '$1D');
  expect(reports(withoutTrimethoprim)[0]?.organisms[0]?.sensitivities.map(({ agent }) => agent.text)).toEqual([
    'Nitrofurantoin',
  ]);
});

test('sensitivities that name an organism the report does not have are nobody’s, and still there to read', () => {
  const [report] = reports(sample('oru-culture-child-orders').replace('^2^Enterococcus', '^7^Enterococcus'));
  expect(report?.organisms.map(({ sensitivities }) => sensitivities.length)).toEqual([2, 0]);
  expect(report?.results.filter(({ key }) => key.endsWith('>53851000237109')).map(({ parent }) => parent)).toEqual([
    '42881000237105|1',
    undefined,
  ]);
});

test('a withdrawn document is not attached', () => {
  const [report] = reports(sample('oru-document').replace(/(OBX\|2\|ED.*?\|\|\|\|\|\|)F/, '$1W'));
  expect(report?.document).toBeUndefined();
});

test('a test reported twice in one report is two results, each with its own key', () => {
  const twice = sample('oru-final').replace(/OBX\|3\|SN[^\r]*/, (line) => `${line}\r${line.replace('>^900', '>^901')}`);
  const results = reports(twice)[0]?.results ?? [];
  expect(results.map(({ valueText }) => valueText)).toContain('>901 umol/L');
  expect(new Set(results.map(({ key }) => key)).size).toBe(results.length);
});

test('every flag of a result is kept: a critical one may be the second', () => {
  const [report] = reports(sample('oru-final').replace('|3.5-5.3|HH|', '|3.5-5.3|U~HH|'));
  expect(report?.results[1]?.interpretation).toMatchObject({ codings: [{ code: 'U' }, { code: 'HH' }] });
});

test('one specimen for all stands for each report; of several, each report has its own', () => {
  const second =
    'OBR|2||26B0009999|X^Other^L|||20261120084000|||||||||||||||20261120101200||BS|F\rOBX|1|NM|Y^Y^L||1||||||F\r';
  const [, shared] = reports(sample('oru-final').replace('SPM|', `${second}SPM|`));
  expect(shared?.specimen?.text).toBe('Blood specimen');
  const [first, other] = reports(`${sample('oru-final')}${second}SPM|2|||122575003^Urine specimen^SCT\r`);
  expect([first?.specimen?.text, other?.specimen?.text]).toEqual(['Blood specimen', 'Urine specimen']);
});

test('nothing in the samples is in doubt: none is noted', () => {
  const samples = readdirSync(join(__dirname, 'samples')).filter((file) => file.endsWith('.hl7'));
  for (const file of samples)
    expect([file, translated(sample(file.replace(/\.hl7$/, '')))]).toMatchObject([file, { notes: [] }]);
});

test('in October’s repeated hour a result was issued after the specimen was received', () => {
  const night = sample('oru-final')
    .replaceAll('20261120084000', '20261025005000')
    .replaceAll('20261120091000', '20261025011000')
    .replaceAll('20261120101000', '20261025015500')
    .replaceAll('20261120101200', '20261025010000')
    .replaceAll('20261120101500', '20261025010000');
  expect(reports(night)[0]).toMatchObject({
    ...{ collected: '2026-10-24T23:50:00.000Z', issued: '2026-10-25T01:00:00.000Z' },
    occurredAt: '2026-10-25T01:00:00.000Z',
  });
  expect(reports(night)[0]?.results[0]).toMatchObject({ issued: '2026-10-25T00:55:00.000Z' });
});

describe('a laboratory that writes the day alone', () => {
  const dated = (text: string): string =>
    text.replaceAll('20261120084000', '20261120').replaceAll('20261120101200', '20261120');
  const sample1 = sample('oru-final');
  const sent = /^MSH(?:\|[^|]*){6}/.exec(sample1)?.[0].split('|').at(-1) ?? '';

  test('says on which day a specimen was taken, and at no time of it', () => {
    const [report] = reports(dated(sample1));
    expect(report).toMatchObject({ collectedDate: '2026-11-20' });
    expect(report).not.toHaveProperty('collected');
    expect(reports(sample1.replaceAll('20261120084000', '202611'))[0]).toMatchObject({ collectedDate: '2026-11' });
  });

  test('issued a report by when it was sent, or by the end of the day: who asks for the last hour does not miss it', () => {
    expect(sent).toBe('20261120101500');
    expect(reports(dated(sample1))[0]).toMatchObject({ issued: '2026-11-20T10:15:00.000Z' });
    const late = dated(sample1).replace(sent, '20261121001000');
    expect(reports(late)[0]).toMatchObject({ issued: '2026-11-20T23:59:59.999Z' });
    const undated = dated(sample1).replace(sent, '20261120');
    expect(reports(undated)[0]).toMatchObject({ issued: '2026-11-20T23:59:59.999Z' });
  });

  test('says no time of a line either', () => {
    const lines = sample1.replaceAll('20261120101000', '20261120');
    expect(reports(lines)[0]?.results.map(({ issued }) => issued)).toEqual(
      reports(sample1)[0]?.results.map(() => undefined),
    );
  });
});
