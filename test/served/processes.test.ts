import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { developmentKeys, issueDevelopmentToken } from '../../adapters/access';
import { systemClock } from '../../schema/clock';
import { newInstallation, type Installation, type Started } from './installation';

const QUERIES = join(__dirname, '../../docs/queries');
const query = readFileSync(join(QUERIES, '01-patient-header.graphql'), 'utf8');
const variables = JSON.parse(readFileSync(join(QUERIES, '01-patient-header.json'), 'utf8')) as Record<string, unknown>;

interface Header {
  readonly allergies: { readonly nodes: readonly unknown[] } | null;
  readonly flags: { readonly nodes: readonly unknown[] } | null;
  readonly name: { readonly text: string };
}
interface Answered {
  readonly data: { readonly patient: Header | null } | null;
  readonly errors?: readonly { readonly path: readonly string[]; readonly extensions: { readonly code: string } }[];
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the processes of one installation', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await newInstallation();
  });
  afterEach(() => installation.remove());

  const dataFile = (name: string): string => join(installation.folder, 'data', name);
  const databasePid = (): number =>
    (JSON.parse(readFileSync(dataFile('postgres.json'), 'utf8')) as { readonly pid: number }).pid;

  const ask = async ({ url }: Started): Promise<Answered> => {
    const keys = await developmentKeys(dataFile(''));
    const token = await issueDevelopmentToken({ role: 'clinician' }, keys, systemClock);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered;
  };

  /** The feeds have to be heard before everyone is known. */
  const askOnceHeard = async (gateway: Started): Promise<Answered> => {
    for (;;) {
      const answered = await ask(gateway);
      if ((answered.data?.patient?.allergies?.nodes.length ?? 0) > 1) return answered;
      await pause(100);
    }
  };

  /** Ages and times of asking are not what is compared. */
  const withoutTimes = (answered: Answered): unknown =>
    JSON.parse(JSON.stringify(answered.data), (key, value: unknown) => (key === 'asOf' ? '' : value));

  it('answer the same whether a subgraph is in process or not; when it is killed, only its fields are lost', async () => {
    const whole = await installation.start('gateway/main.ts');
    const subgraph = await installation.start('subgraphs/main.ts', ['care-record']);
    const routed = await installation.start('gateway/main.ts', [], {
      SUBGRAPH_CARE_RECORD_URL: subgraph.url,
      INTAKE: 'off',
    });
    const database = databasePid();
    const [inProcess, remote] = [await askOnceHeard(whole), await ask(routed)];
    expect(remote.errors).toBeUndefined();
    expect(withoutTimes(remote)).toEqual(withoutTimes(inProcess));

    await subgraph.end('SIGKILL');
    const { data, errors = [] } = await ask(routed);
    expect(data?.patient).toMatchObject({ name: inProcess.data?.patient?.name ?? '', flags: null, allergies: null });
    expect(errors.map(({ path }) => path.join('.')).sort()).toEqual(['patient.allergies', 'patient.flags']);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));

    const again = await installation.start('subgraphs/main.ts', [], {
      SUBGRAPH: 'care-record',
      PORT: new URL(subgraph.url).port,
    });
    expect(withoutTimes(await ask(routed))).toEqual(withoutTimes(inProcess));

    // The one that started the database goes first: the others still have it, and the last one stops it.
    expect(await whole.end('SIGINT')).toBe(0);
    expect(isAlive(database)).toBe(true);
    expect(await again.end('SIGTERM')).toBe(0);
    expect(await routed.end('SIGINT')).toBe(0);
    expect(isAlive(database)).toBe(false);
  });

  it('start again after a kill, and find everything', async () => {
    const killed = await installation.start('gateway/main.ts');
    const before = await askOnceHeard(killed);
    await killed.end('SIGKILL');
    const fresh = await installation.start('gateway/main.ts');
    const database = databasePid();
    expect(withoutTimes(await ask(fresh))).toEqual(withoutTimes(before));
    expect(await fresh.end('SIGINT')).toBe(0);
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
