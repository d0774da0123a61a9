import { request } from 'undici';
import { startFaultControl } from './faults';
import type { FaultControl } from './faults';
import type { Fault, RunningSimulator } from './simulator';

describe('the fault control', () => {
  let control: FaultControl;
  let faults: (Fault | null)[];
  beforeEach(async () => {
    faults = [];
    const running: RunningSimulator = {
      port: 7,
      asks: () => [],
      setFault: (fault) => void faults.push(fault),
      settled: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    control = await startFaultControl({
      port: 0,
      host: '127.0.0.1',
      simulators: new Map([['pas', [running, running]]]),
    });
  });
  afterEach(() => control.close());

  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: string) => {
    const answer = await request(`http://127.0.0.1:${control.port}${path}`, {
      method,
      reset: true,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.statusCode, body: (await answer.body.json()) as { error?: string } };
  };

  it('breaks every instance of a kind, says so, and mends them', async () => {
    const slow = { kind: 'slow', delayMs: 200, share: 0.5 };
    expect(await ask('POST', '/systems/pas/faults', JSON.stringify(slow))).toMatchObject({ status: 200 });
    expect(faults).toEqual([slow, slow]);
    expect((await ask('GET', '/systems')).body).toEqual([{ kind: 'pas', instances: 2, ports: [7, 7], fault: slow }]);
    expect((await ask('DELETE', '/systems/pas/faults')).status).toBe(200);
    expect(faults.slice(2)).toEqual([null, null]);
    expect((await ask('GET', '/systems')).body).toMatchObject([{ fault: null }]);
  });

  it.each(['{"kind":"asleep"}', '{"kind":"down","share":2}', '{"kind":"down","delay":1}', '{', 'null'])(
    'refuses %s, and nothing changes',
    async (body) => {
      const answer = await ask('POST', '/systems/pas/faults', body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toContain('Nothing has changed');
      expect(faults).toEqual([]);
    },
  );

  it('does not know other systems', async () => {
    const answer = await ask('POST', '/systems/ris/faults', '{"kind":"down"}');
    expect(answer.status).toBe(404);
    expect(answer.body.error).toContain('pas');
  });
});
