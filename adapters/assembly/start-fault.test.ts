import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { storeFault } from './start-fault';

/** Passes bytes on to the database, until it has passed on so many: then nothing is there any more. */
const doorTo = async (target: URL, most: number) => {
  const open = new Set<Socket>();
  let passed = 0;
  const leave = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  const server = createServer((from) => {
    const to = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [from, to]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        from.destroy();
        to.destroy();
      });
    }
    from.on('data', (bytes) => to.write(bytes));
    to.on('data', (bytes) => {
      passed += bytes.length;
      if (passed >= most) leave();
      else from.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, passed: () => passed, leave };
};

const PORTS = ['PAS_MLLP_PORT', 'LIMS_MLLP_PORT', 'RIS_MLLP_PORT', 'NERVECENTRE_MLLP_PORT'];

/** Starts the intake; ends it once it is ready. */
const startIntake = async (url: string) => {
  const free = Object.fromEntries(PORTS.map((name) => [name, '0']));
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, '../main.ts'), 'intake'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...free, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err, told] = ['', '', false];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (!out.includes('The intake is ready') || told) return;
    told = true;
    child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
};

describe('a process whose database goes away while it starts', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  const through = (port: number): string => {
    const url = new URL(fresh.url);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    return url.href;
  };

  it('says in one sentence who was asked, what happened and what holds, and ends with 1', async () => {
    const whole = await doorTo(new URL(fresh.url), Number.POSITIVE_INFINITY);
    const started = await startIntake(through(whole.port));
    whole.leave();
    expect([started.code, started.err]).toEqual([0, '']);
    for (const most of [0.3, 0.9].map((part) => Math.floor(part * whole.passed()))) {
      const door = await doorTo(new URL(fresh.url), most);
      const { code, out, err } = await startIntake(through(door.port));
      door.leave();
      expect(out).not.toContain('is ready');
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(
          new RegExp(
            `^The store \\(PostgreSQL at 127\\.0\\.0\\.1:${door.port}/\\w+, DATABASE_URL\\) [^\\n]+; The intake is not started, [^\\n]+\\.\\n$`,
          ),
        ),
      ]);
    }
  }, 120_000);
});

describe('what a store did', () => {
  const URL_ = 'postgres://causeway:SECRET@db.example.nhs.uk:6432/hospital';
  const fault = (more: object, message = 'SECRET words'): Error => Object.assign(new Error(message), more);

  it.each([
    ['cannot be reached (ECONNREFUSED)', fault({ code: 'ECONNREFUSED', port: 6432 })],
    ['cannot be reached (ENOTFOUND)', fault({ code: 'ENOTFOUND' })],
    [
      'does not let this process in; its user and password are in DATABASE_URL (SQLSTATE 28P01)',
      fault({ severity: 'FATAL', code: '28P01' }),
    ],
    ['has no database of that name (SQLSTATE 3D000)', fault({ severity: 'FATAL', code: '3D000' })],
    ['stopped while it was asked (SQLSTATE 57P01)', fault({ severity: 'FATAL', code: '57P01' })],
    ['is out of resources (SQLSTATE 53100)', fault({ severity: 'ERROR', code: '53100' })],
    ['closed the connection, or gave no answer, while it was asked', fault({}, 'Connection terminated unexpectedly')],
  ])('%s: told without a password', (words, error) => {
    expect(storeFault(error, 'Causeway', URL_)).toBe(
      `The store (PostgreSQL at db.example.nhs.uk:6432/hospital, DATABASE_URL) ${words}; Causeway is not started, what it acknowledged before is on disk, and it may be started again once the store answers.`,
    );
  });

  it.each([
    ['a mistake of ours', new TypeError('x is not a function')],
    ['a statement that the store does not take', fault({ severity: 'ERROR', code: '42703' })],
    ['another address', fault({ code: 'ECONNREFUSED', port: 6379 })],
    ['no error', 'gone'],
  ])('%s is left to whoever else tells it', (_, error) => {
    expect(storeFault(error, 'Causeway', URL_)).toBeNull();
  });

  it('of the embedded store names no address', () => {
    expect(storeFault(fault({ code: 'ECONNRESET' }), 'Causeway', undefined)).toMatch(
      /^The store \(the PostgreSQL that Causeway runs itself\) cannot/,
    );
  });
});
