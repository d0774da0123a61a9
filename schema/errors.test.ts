import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from './errors';

test('the table of errors and its page say the same', () => {
  const page = readFileSync(join(__dirname, '../docs/errors.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| (.+) \|$/gm)].map(([, code, retry, meaning]) => [
    code,
    retry,
    meaning,
  ]);
  expect(rows).toEqual(Object.entries(ERROR_CODES).map(([code, row]) => [code, row.retry, row.meaning]));
});
