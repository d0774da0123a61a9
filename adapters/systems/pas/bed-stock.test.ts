import type { Bed } from '../../../schema/clinical/location';
import { foldStream } from '../../projections/fold/streams';
import type { Told } from '../../projections/fold/told';
import { parseMessage } from '../../wire/hl7v2/parse';
import { ITK_PROFILE } from './profiles';
import { translate } from './translate';

/** A ward's beds as MFN^M05 tells them, from the wire to the row. */

type Entry = readonly [change: string, effective: string, ...segments: string[]];

const BED = 'RWE^W12^B3-02^RWE';
const named = `LOC|${BED}|Ward 12 Bay 3 Bed 2|B`;
const unnamed = `LOC|${BED}||B`;
const inBay = (bay: string, action = 'A'): string => `LRL|${BED}|${action}|1|PAR||RWE^W12^${bay}^RWE`;

/** Each a message of its own, sent a day after the one before. */
const translated = (entries: readonly Entry[]) =>
  entries.map(([change, effective, ...segments], n) => {
    const msh = `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|202611${20 + n}080000||MFN^M05^MFN_M05|${n}|P|2.4`;
    const mfe = `MFE|${change}|M001|${effective}|${BED}|PL`;
    const parsed = parseMessage([msh, 'MFI|LOC^Location^HL70175||UPD|||NE', mfe, ...segments].join('\r'));
    if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
    const translation = translate(parsed.message, ITK_PROFILE);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation;
  });
const beds = (...entries: readonly Entry[]): readonly Bed[] => {
  const told = translated(entries).flatMap(({ events }, seq) =>
    events.map((event, idx): Told => ({ seq, idx, messageId: `m${seq}`, event })),
  );
  return foldStream('pas@RWE', 'ward|RWE|W12', told).flatMap(({ kind, body }) =>
    kind === 'beds' ? [body as Bed] : [],
  );
};

const added: Entry = ['MAD', '20261120', named, inBay('B3')];

test('a bed that is changed keeps the bay and the name that the change leaves out', () => {
  const asAdded = [{ bay: 'B3', name: 'Ward 12 Bay 3 Bed 2' }];
  expect(beds(added, ['MUP', '20261121'])).toMatchObject(asAdded);
  expect(beds(added, ['MUP', '20261121', unnamed])).toMatchObject(asAdded);
  const atSite = `LRL|${BED}|A|1|PAR|Leicester Royal Infirmary^^RWEAA`;
  expect(beds(added, ['MUP', '20261121', unnamed, atSite])).toMatchObject(asAdded);
});

test('a bed that is moved to another bay, or out of its bay, is', () => {
  expect(beds(added, ['MUP', '20261121', unnamed, inBay('B4')])).toMatchObject([{ bay: 'B4' }]);
  for (const moved of [
    [inBay('B3', 'D'), inBay('B4')],
    [inBay('B4'), inBay('B3', 'D')],
  ])
    expect(beds(added, ['MUP', '20261121', unnamed, ...moved])).toMatchObject([{ bay: 'B4' }]);
  const [bed] = beds(added, ['MUP', '20261121', unnamed, inBay('B3', 'D')]);
  expect(bed).toMatchObject({ name: 'Ward 12 Bay 3 Bed 2' });
  expect(bed).not.toHaveProperty('bay');
});

test('a bed that is taken out and added anew is as it is added', () => {
  const [bed] = beds(added, ['MDL', '20261121'], ['MAD', '20261122']);
  expect(bed).toMatchObject({ name: 'B3-02' });
  expect(bed).not.toHaveProperty('bay');
});

test('a year mistyped blocks no later change of the ward, and is noted', () => {
  const mistyped: Entry = ['MUP', '20621121', unnamed, inBay('B4')];
  expect(beds(added, mistyped, ['MUP', '20261122', unnamed, inBay('B5')])).toMatchObject([{ bay: 'B5' }]);
  expect(beds(added, mistyped, ['MDC', '20261122'])).toEqual([]);
  expect(translated([mistyped])).toMatchObject([{ notes: [expect.stringMatching(/^MFE-3 .*passed over$/)] }]);
  // A sender's clock may differ.
  expect(translated([['MUP', '20261121', unnamed]])).toMatchObject([{ notes: [] }]);
});
