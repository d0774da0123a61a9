import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '.';

const steps = readdirSync(__dirname).filter((name) => /^\d{4}-[a-z0-9-]+\.ts$/.test(name));
const summed = new Map(
  readFileSync(join(__dirname, 'SHA256SUMS'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]),
);

/** Stores that had run a step before it was changed have other tables than new ones have, and fail at a later step. */
test('a step that may have run somewhere is never changed: what is to be otherwise is a step of its own', () => {
  const now = steps.map((name): [string, string] => [
    name,
    createHash('sha256')
      .update(readFileSync(join(__dirname, name)))
      .digest('hex'),
  ]);
  // For a new step: (cd adapters/store/migrations && sha256sum $(ls [0-9]*.ts | grep -v test) > SHA256SUMS)
  expect(Object.fromEntries(now)).toEqual(Object.fromEntries(summed));
});

test('every step is carried out', () => {
  expect(MIGRATIONS.map(({ name }) => `${name}.ts`).sort()).toEqual(steps.sort());
});
