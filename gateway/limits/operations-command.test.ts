import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('opens nothing where the mode of production was forgotten', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'operations-command.ts'), 'list'],
    { env: { ...process.env, NODE_ENV: 'production', CAUSEWAY_MODE: '' }, encoding: 'utf8', timeout: 60_000 },
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('environment.NODE_ENV: says production');
});
