import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blockOf, ROOT, rowsOf, textOf } from './blocks';

const log = textOf('docs/safety/hazard-log.md');
const rows = rowsOf(blockOf(log, 'hazards'));
const TEST_FILE = /`([\w/.-]+\.test\.ts)`/g;

test('every hazard has an id of its own, and all its columns', () => {
  expect(rows.map(([id]) => id)).toEqual(rows.map((_, at) => `H${String(at + 1).padStart(2, '0')}`));
  expect(rows.filter((cells) => cells.length !== 7 || cells.includes(''))).toEqual([]);
});

test.each(rows.map(([id = '', hazard = '', , , , , tests = '']) => [id, hazard, tests]))(
  '%s %s: what holds it down is a test that exists, or it is said to be open',
  (_id, _hazard, tests) => {
    const files = [...tests.matchAll(TEST_FILE)].flatMap(([, file]) => file ?? []);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(files.length > 0 || tests.startsWith('none')).toBe(true);
  },
);
