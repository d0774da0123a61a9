import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, askOnceHeard, askWhileItStops, withoutTimes } from './asking';
import { newInstallation, type Installation } from './installation';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Each process compiles its own code as it starts; on a busy machine that takes its time. */
jest.setTimeout(180_000);

describe('the processes of one installation', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await newInstallation();
  });
  afterEach(() => installation.remove());

  const data = (): string => join(installation.folder, 'data');
  const databasePid = (): number =>
    (JSON.parse(readFileSync(join(data(), 'postgres.json'), 'utf8')) as { readonly pid: number }).pid;

  it('answer the same whether a subgraph is in process or not; when it is killed, only its fields are lost', async () => {
    const whole = await installation.start('gateway/main.ts');
    const subgraph = await installation.start('subgraphs/main.ts', ['care-record']);
    const routed = await installation.start('gateway/main.ts', [], {
      SUBGRAPH_CARE_RECORD_URL: subgraph.url,
      INTAKE: 'off',
    });
    const database = databasePid();
    const [inProcess, remote] = [await askOnceHeard(whole, data()), await askOnceHeard(routed, data())];
    expect(remote.errors).toBeUndefined();
    expect(withoutTimes(remote)).toEqual(withoutTimes(inProcess));

    await subgraph.end('SIGKILL');
    const { data: left, errors = [] } = await ask(routed, data());
    expect(left?.patient).toMatchObject({ name: inProcess.data?.patient?.name ?? '', flags: null, allergies: null });
    expect(errors.map(({ path }) => path.join('.')).sort()).toEqual(['patient.allergies', 'patient.flags']);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));

    const again = await installation.start('subgraphs/main.ts', [], {
      SUBGRAPH: 'care-record',
      PORT: new URL(subgraph.url).port,
    });
    expect(withoutTimes(await askOnceHeard(routed, data()))).toEqual(withoutTimes(inProcess));

    // The one that started the database goes first: the others still have it, and the last one stops it.
    expect(await whole.end('SIGINT')).toBe(0);
    expect(isAlive(database)).toBe(true);
    expect(await again.end('SIGTERM')).toBe(0);
    expect(await routed.end('SIGINT')).toBe(0);
    expect(isAlive(database)).toBe(false);
  });

  it('start again after a kill, and find everything', async () => {
    const killed = await installation.start('gateway/main.ts');
    const before = await askOnceHeard(killed, data());
    await killed.end('SIGKILL');
    const fresh = await installation.start('gateway/main.ts');
    const database = databasePid();
    // What waited when it was killed is worked on first; until then its answers say that they are behind.
    expect(withoutTimes(await askOnceHeard(fresh, data()))).toEqual(withoutTimes(before));
    // Told to stop, it answers what is under way first.
    const [last, code] = await askWhileItStops(fresh, data());
    expect(withoutTimes(last)).toEqual(withoutTimes(before));
    expect(code).toBe(0);
    expect(isAlive(database)).toBe(false);
  });

  it('say what is wrong and end, where a subgraph is unknown, misspelt, or has no systems to ask', async () => {
    const unknown = installation.start('subgraphs/main.ts', ['radiology']);
    await expect(unknown).rejects.toThrow(/ended \(2\).*There is no subgraph "radiology".*pathology/);
    const misspelt = installation.start('gateway/main.ts', [], { SUBGRAPH_PATHOLGY_URL: 'http://127.0.0.1:4001' });
    await expect(misspelt).rejects.toThrow(/SUBGRAPH_PATHOLGY_URL: there are only SUBGRAPH_PATIENTS_URL/);
    const alone = installation.start('subgraphs/main.ts', ['pathology']);
    await expect(alone).rejects.toThrow(/no process runs the simulated systems/);
    expect(isAlive(databasePid())).toBe(false);
  });
});
