import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { blockOf, ROOT, rowsOf, textOf } from './blocks';

const security = textOf('docs/security.md');
const controls = rowsOf(blockOf(security, 'controls'));
const filesIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([\w/.-]+\.test\.ts)`/g)].flatMap(([, file]) => file ?? []);

test.each(controls.map(([promise = '', , tests = '']) => [promise, tests]))('%s: by tests that exist', (_, tests) => {
  const files = filesIn(tests);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('every attack that is tried stands beside the promise that it tries', () => {
  const tried = readdirSync(join(ROOT, 'test/attacks')).filter((file) => file.endsWith('.test.ts'));
  const named = controls.flatMap(([, , tests = '']) => filesIn(tests));
  expect(tried.filter((file) => !named.includes(`test/attacks/${file}`))).toEqual([]);
});

test('every guard that no test misses is accepted for a reason, of a file that is there', () => {
  for (const [file = '', , , why = ''] of rowsOf(blockOf(security, 'mutants'))) {
    expect([file, existsSync(join(ROOT, file.replaceAll('`', '')))]).toEqual([file, true]);
    expect(why).not.toBe('');
  }
});
