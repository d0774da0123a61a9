import { request } from 'undici';
import { decideFault } from './fault-decision';
import { startHttpSimulator } from './http-simulator';
import type { HttpSimulator } from './http-simulator';
import { seededRandom } from './random';
import type { Fault } from './simulator';

const fault = (kind: Fault['kind'], more: Partial<Fault> = {}): Fault => ({ kind, delayMs: 0, share: 1, ...more });

describe('an HTTP simulator', () => {
  let simulator: HttpSimulator;
  beforeEach(async () => {
    simulator = await startHttpSimulator({
      port: 0,
      millis: () => 0,
      log: () => undefined,
      handle: ({ path, query, body }) => {
        if (path === '/broken') throw new Error('out of order');
        return {
          status: 200,
          body: { path, patient: query.get('patient'), length: body.length },
          ...(path === '/search' ? { whenEmpty: { entry: [] } } : {}),
        };
      },
    });
  });
  afterEach(() => simulator.close());

  const ask = async (path = '/thing?patient=1') => {
    const { statusCode, headers, body } = await request(`http://127.0.0.1:${simulator.port}${path}`, { reset: true });
    return { status: statusCode, type: headers['content-type'], text: await body.text() };
  };

  it('answers, and counts what was asked without its query', async () => {
    expect(JSON.parse((await ask()).text)).toEqual({ path: '/thing', patient: '1', length: 0 });
    expect(simulator.asks()).toEqual([{ what: 'GET /thing', at: 0 }]);
  });

  it('refuses connections when down, and is back on the same port when mended', async () => {
    const { port } = simulator;
    await simulator.setFault(fault('down'));
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await simulator.setFault(null);
    expect((await ask()).status).toBe(200);
    expect(simulator.port).toBe(port);
  });

  it('fails, answers rubbish, or answers nothing', async () => {
    await simulator.setFault(fault('error'));
    expect(await ask()).toMatchObject({ status: 500, text: expect.stringContaining('OperationOutcome') as string });
    await simulator.setFault(fault('garbage'));
    expect(await ask()).toEqual({ status: 200, type: 'application/json', text: '<html>not the thing</html>' });
    await simulator.setFault(fault('empty'));
    expect(await ask()).toMatchObject({ status: 200, text: '' });
    expect(await ask('/search')).toMatchObject({ status: 200, text: '{"entry":[]}' });
  });

  it('does not keep anyone waiting when it closes in the middle of a slow answer', async () => {
    await simulator.setFault(fault('slow', { delayMs: 600_000 }));
    const cut = expect(ask()).rejects.toThrow();
    while (simulator.asks().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await simulator.close();
    await cut;
  });

  it('answers 500 when its own handler fails', async () => {
    expect((await ask('/broken')).status).toBe(500);
  });
});

describe('the share of a fault', () => {
  it('befalls its part of the asks, the same ones in every run', () => {
    const draw = (share: number): number => {
      const random = seededRandom(1);
      return Array.from({ length: 1000 }, () => decideFault(fault('error', { share }), random)).filter(
        (each) => each !== null,
      ).length;
    };
    expect([draw(0), draw(1), decideFault(null, seededRandom(1))]).toEqual([0, 1000, null]);
    expect(draw(0.3)).toBe(draw(0.3));
    expect(Math.abs(draw(0.3) - 300)).toBeLessThan(50);
  });
});
