import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { TreeNode } from '../../schema/messages';
import { readMessage, shownOf } from './content';
import { isOpen } from './open-positions';

const leavesOf = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
  nodes.flatMap((node) => (node.children.length === 0 ? [node] : leavesOf(node.children)));
const shown = (text: string, opened: boolean) => shownOf(readMessage(Buffer.from(text), 'utf-8'), opened);
const fieldOf = ({ position }: TreeNode): readonly [string, number] => {
  const [, segment = '', field = '0'] = /^(\w{3})-(\d+)/.exec(position) ?? [];
  return [segment, Number(field)];
};

const SYSTEMS = join(__dirname, '../systems');
const SAMPLES = ['pas', 'lims', 'ris'].flatMap((kind) =>
  readdirSync(join(SYSTEMS, kind, 'samples'))
    .filter((file) => file.endsWith('.hl7'))
    .map((file) => join(SYSTEMS, kind, 'samples', file)),
);

test.each(SAMPLES.map((path) => [path.slice(SYSTEMS.length + 1), path]))(
  '%s: masked, no value but an open one',
  (_, path) => {
    const read = readMessage(readFileSync(path), 'utf-8');
    const masked = shownOf(read, false);
    expect(masked.text).toBeNull();
    for (const leaf of leavesOf(masked.segments)) {
      expect([leaf.position, leaf.masked]).toEqual([leaf.position, !isOpen(...fieldOf(leaf))]);
      if (leaf.masked) expect(leaf.value).toBeNull();
    }
    const opened = shownOf(read, true);
    expect(opened.text).toBe(read.text);
    expect(leavesOf(opened.segments).filter((leaf) => leaf.masked || leaf.value === null)).toEqual([]);
    // The same places, whether or not their values are seen.
    expect(leavesOf(masked.segments).map(({ position }) => position)).toEqual(
      leavesOf(opened.segments).map(({ position }) => position),
    );
  },
);

const SEGMENTS = 'EVN PID PD1 NK1 PV1 PV2 OBR OBX ORC NTE AL1 DG1 MRG IN1 ZU1 ZU8 ZZZ'.split(' ');

test('whatever is said wherever: masked, only open places show what they hold', () => {
  const value = fc.stringMatching(/^[a-z]{6,12}$/).map((text) => `v${text}`);
  const segment = fc.tuple(
    fc.constantFrom(...SEGMENTS),
    fc.array(fc.array(value, { maxLength: 3 }), { maxLength: 40 }),
  );
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('^', '&', '~'),
      (parts, delimiter) => {
        const text = [
          'MSH|^~\\&|A|B|C|D|20261120||ADT^A01|1|P|2.4',
          ...parts.map(([name, fields]) => [name, ...fields.map((field) => field.join(delimiter))].join('|')),
        ].join('\r');
        const seen = leavesOf(shown(text, false).segments).flatMap(({ value: one }) => one ?? []);
        const allowed = parts.flatMap(([name, fields]) =>
          fields.flatMap((field, at) => (isOpen(name, at + 1) ? field : [])),
        );
        expect(seen.filter((one) => /^v[a-z]{6,}/.test(one) && !allowed.includes(one))).toEqual([]);
        const opened = leavesOf(shown(text, true).segments).map(({ value: one }) => one);
        expect(parts.flatMap(([, fields]) => fields.flat()).filter((one) => !opened.includes(one))).toEqual([]);
      },
    ),
  );
});

test('a line that names no segment could be anybody’s: then no place shows a value', () => {
  const broken = 'MSH|^~\\&|A|B|||20261120||ORU^R01|1|P|2.4\rOBX|1|TX|1^Note\rMavis Tester is on ward 12\r';
  expect(leavesOf(shown(broken, false).segments).map(({ value }) => value)).toEqual(
    leavesOf(shown(broken, false).segments).map(() => null),
  );
});

test('what is not HL7 has no tree, and its text is shown only when opened', () => {
  expect(shown('Mavis Tester', false)).toEqual({ text: null, segments: [] });
  expect(shown('Mavis Tester', true)).toEqual({ text: 'Mavis Tester', segments: [] });
});

test('names are the standard’s, by version; the UK’s segments have ours; OBX-5 is of the type OBX-2 says', () => {
  const text =
    'MSH|^~\\&|A|B|||20261120||ADT^A08|1|P|2.9\rPID|1||S1^^^RWE&2.16&ISO\rOBX|1|CWE|1||44^Yes^L\rZU1||||||||||||||||||||||Y\r';
  const names = new Map(
    leavesOf(shown(text, true).segments).map(({ position, name, value }) => [position, [name, value]]),
  );
  expect(names.get('PID-3.1')).toEqual(['ID Number', 'S1']);
  expect(names.get('PID-3.4.2')).toEqual(['Universal ID', '2.16']);
  expect(names.get('OBX-5.2')).toEqual(['Text', 'Yes']);
  expect(names.get('ZU1-22')).toEqual(['Medically Fit for Discharge', 'Y']);
});

test('several of a kind are numbered, empty places are left out, a deletion stands as it was sent', () => {
  const [, one, two] = shown('MSH|^~\\&|A|B|||2026||ORU^R01|1|P|2.4\rNTE|1||a~""~b\\F\\c\rNTE|2\r', true).segments;
  expect([one?.repetition, two?.repetition]).toEqual([1, 2]);
  expect(one?.children.map(({ position, repetition, value }) => [position, repetition, value])).toEqual([
    ['NTE-1', 1, '1'],
    ['NTE-3', 1, 'a'],
    ['NTE-3', 2, '""'],
    ['NTE-3', 3, 'b|c'],
  ]);
});
