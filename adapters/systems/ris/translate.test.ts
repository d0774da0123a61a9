import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldStream } from '../../projections/fold/streams';
import { parseMessage } from '../../wire/hl7v2/parse';
import { RADIOLOGY_PROFILE } from './profiles';
import { translate } from './translate';

const sample = (name: string): string => readFileSync(join(__dirname, 'samples', `${name}.hl7`), 'utf8');

const translated = (text: string) => {
  const parsed = parseMessage(text);
  if (parsed.kind !== 'message') throw new Error(parsed.reason);
  return translate(parsed.message, RADIOLOGY_PROFILE);
};

test.each([
  ['two people', (text: string) => text.replace('\rORC', '\rPID|2||S7||OTHER^ONE\rORC'), '100', 'PID'],
  ['no accession number', (text: string) => text.replaceAll('RWE26000123', ''), '101', 'OBR-3'],
  ['nothing examined', (text: string) => text.replace(/XCHES[^|]*/, ''), '101', 'OBR-4'],
  ['no report', (text: string) => text.replace(/\rOBR[\s\S]*/, '\r'), '101', 'OBR'],
  ['another event', (text: string) => text.replace('ORU^R01^ORU_R01', 'SIU^S12^SIU_S12'), '201', 'MSH-9'],
])('%s: refused with its place', (_, change, hl7, at) => {
  expect(translated(change(sample('oru-final')))).toMatchObject({ kind: 'refused', refusal: { hl7, at } });
});

test('examinations under one number are told each with its own status, and one withdrawn without its text', () => {
  const translation = translated(
    sample('oru-two-examinations')
      .replace('No free gas.||||||F', 'No free gas.||||||W')
      .replace('||RAD|F|', '||RAD|C|'),
  );
  expect(translation).toMatchObject({
    events: [
      {},
      { code: { text: 'XR Chest' }, status: 'corrected', text: 'Heart size normal.', retracted: false },
      { accessionNumber: 'RWE26000123', code: { text: 'XR Abdomen' }, status: 'final', text: '', retracted: true },
      { accessionNumber: 'RWE26000124' },
    ],
  });
  expect(JSON.stringify(translation)).not.toContain('free gas');
});

test('a coded conclusion that repeats is told by all its words', () => {
  const coded = sample('oru-final').replace(
    /OBX\|1\|[^\r]*/,
    'OBX|1|CWE|CONC^Conclusion^L||1^Effusion^L~2^Consolidation^L||||||F',
  );
  expect(translated(coded)).toMatchObject({
    events: [{}, { text: expect.stringMatching(/^Effusion\nConsolidation\n/) }],
  });
});

test('lines that are numbered anew in each part of the report are not shuffled', () => {
  const lines = ['1||No fracture', '2||of the hip', '1||Fracture of', '2||the wrist'];
  const parts = sample('oru-final').replace(
    /OBX\|2\|TX[\s\S]*$/,
    lines.map((line) => `OBX|${line.replace('||', '|TX|399208008^Plain chest X-ray^SNM3||')}||||||F\r`).join(''),
  );
  expect(translated(parts)).toMatchObject({
    events: [{}, { text: 'No fracture\nof the hip\nFracture of\nthe wrist' }],
  });
});

test('nothing in the samples is in doubt: none is noted', () => {
  const samples = readdirSync(join(__dirname, 'samples')).filter((file) => file.endsWith('.hl7'));
  for (const file of samples)
    expect([file, translated(sample(file.replace(/\.hl7$/, '')))]).toMatchObject([file, { notes: [] }]);
});

test('in October’s repeated hour an examination is reported after it was done', () => {
  const night = sample('oru-final')
    .replaceAll('20261118142200', '20261025014500')
    .replaceAll('20261118150500', '20261025011500');
  expect(translated(night)).toMatchObject({ events: [{}, { issued: '2026-10-25T01:15:00.000Z' }] });
});

/** How an order stands after its NW and these ORC-1 and ORC-5, a second after each other; with its time, of the first. */
const ordered = (...words: readonly (readonly [control: string, status: string])[]) => {
  const order = sample('orm-o01-order');
  const [, , said] = /\rORC\|(NW)\|[^\r]*\|(\d{14})[^\r]*/.exec(order) ?? [];
  expect(said).toBeDefined();
  const later = words.map(([control, status], n) =>
    order
      .replace('ORC|NW|', `ORC|${control}|`)
      .replace(/(\rORC\|[^|]*\|[^|]*\|[^|]*\|[^|]*\|)[^|]*/, `$1${status}`)
      .replaceAll(said ?? '', `2026112512000${n}`),
  );
  const told = [order, ...later].flatMap((text, seq) => {
    const translation = translated(text);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation.events
      .filter(({ kind }) => kind === 'ordered')
      .map((event) => ({ seq, idx: 1, messageId: `m${seq}`, event }));
  });
  const [first] = told;
  const [row] = foldStream('ris@RWE', 'order', told);
  expect(row).toMatchObject({ from: first?.event.occurredAt, body: { orderedAt: first?.event.occurredAt } });
  return row;
};

test('an order that the department discontinued, replaced or could not accept is open no more, and was ordered when it was', () => {
  for (const control of ['OD', 'DR', 'RU', 'RQ', 'UA', 'OC'])
    expect([control, ordered([control, ''])?.open]).toEqual([control, false]);
  expect(ordered(['SC', 'RP'])?.open).toBe(false);
  expect(ordered(['SC', 'IP'])?.open).toBe(true);
});

test('progress that is told late, or a word that leaves the status out, opens no order that is over', () => {
  const [done, cancelled] = [
    ['SC', 'CM'],
    ['CA', ''],
  ] as const;
  for (const late of [
    ['SC', 'SC'],
    ['SC', 'IP'],
    ['SC', 'A'],
    ['SC', ''],
    ['XO', ''],
    ['RE', ''],
  ] as const) {
    expect([late, ordered(done, late)]).toMatchObject([late, { open: false, body: { status: 'completed' } }]);
    expect([late, ordered(cancelled, late)]).toMatchObject([late, { open: false, body: { status: 'revoked' } }]);
  }
  // What could not be cancelled, or is ordered again, is open.
  expect(ordered(cancelled, ['UC', ''])).toMatchObject({ open: true, body: { status: 'active' } });
  expect(ordered(done, ['NW', ''])).toMatchObject({ open: true, body: { status: 'active' } });
});
