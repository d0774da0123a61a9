import { mshOfText } from '../wire/hl7v2/msh';
import { askedBy, codeAfterwards, codeAtOnce } from './acknowledgement-mode';
import type { Asked } from './acknowledgement-mode';
import type { Verdict } from './verdict';

const refusal = { hl7: '100', at: 'MSH', reason: 'not readable' } as const;
const verdicts: readonly Verdict[] = [{ kind: 'accepted' }, { kind: 'error', refusal }, { kind: 'rejected', refusal }];
const asked = (accept: string, application: string): Asked =>
  askedBy(mshOfText(`MSH|^~\\&|PAS|RWE|||2026||ADT^A31|1|P|2.5.1|||${accept}|${application}`));

/** HL7 2.5.1 section 2.9.2, tables 0008 and 0155. At once: accepted, error, rejected. Afterwards: translated, held, error, rejected. */
const none = null;
const table: readonly [
  accept: string,
  application: string,
  atOnce: readonly (string | null)[],
  later: readonly (string | null)[],
][] = [
  // Original mode.
  ['', '', ['AA', 'AE', 'AR'], [none, none, none, none]],
  // Asked for nothing.
  ['NE', 'NE', [none, none, none], [none, none, none, none]],
  // A commit acknowledgement alone.
  ['AL', 'NE', ['CA', 'CE', 'CR'], [none, none, none, none]],
  ['AL', '', ['CA', 'CE', 'CR'], [none, none, none, none]],
  ['ER', 'NE', [none, 'CE', 'CR'], [none, none, none, none]],
  ['SU', 'NE', ['CA', none, none], [none, none, none, none]],
  // An application acknowledgement alone: it also tells what no commit acknowledgement does.
  ['NE', 'AL', [none, none, none], ['AA', 'AE', 'AE', 'AR']],
  ['', 'AL', [none, none, none], ['AA', 'AE', 'AE', 'AR']],
  ['NE', 'ER', [none, none, none], [none, 'AE', 'AE', 'AR']],
  ['NE', 'SU', [none, none, none], ['AA', none, none, none]],
  // Both: what the commit acknowledgement refused is not told again.
  ['AL', 'AL', ['CA', 'CE', 'CR'], ['AA', 'AE', none, none]],
  ['AL', 'ER', ['CA', 'CE', 'CR'], [none, 'AE', none, none]],
  ['AL', 'SU', ['CA', 'CE', 'CR'], ['AA', none, none, none]],
  ['ER', 'AL', [none, 'CE', 'CR'], ['AA', 'AE', none, none]],
  ['SU', 'AL', ['CA', none, none], ['AA', 'AE', 'AE', 'AR']],
  // Outside table 0155.
  ['Y', 'Y', ['CA', 'CE', 'CR'], [none, none, none, none]],
];

test.each(table)('MSH-15 %j, MSH-16 %j', (accept, application, atOnce, later) => {
  const conditions = asked(accept, application);
  expect(verdicts.map((verdict) => codeAtOnce(conditions, verdict))).toEqual(atOnce);
  const became = ['translated', 'held', 'error', 'rejected'] as const;
  expect(became.map((one) => codeAfterwards(conditions, one))).toEqual(later);
});

test('a feed may be answered in the original mode, whatever its messages say', () => {
  const msh = mshOfText('MSH|^~\\&|PAS|RWE|||2026||ADT^A31|1|P|2.5.1|||NE|AL');
  expect(askedBy(msh, 'original-mode')).toEqual({ mode: 'original' });
});

test('a message without a header is answered in the original mode', () => {
  expect(askedBy(null)).toEqual({ mode: 'original' });
});
