import type { FastifyInstance } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import type { Metrics } from './metrics';

/** True when the part can serve. A hospital's system is never one of them: its absence is an answer, not an illness. */
export type Check = () => boolean | Promise<boolean>;

const CHECK_MS = 1_000;

/** A check that breaks or hangs is a check that failed. */
const passes = async (check: Check): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

/** Adds to a registry what `/health/ready` looks at: whoever watches by scrapes alone is told of a store that is gone, too. */
export const observeReadiness = (registry: Registry, checks: Readonly<Record<string, Check>>): void => {
  new Gauge({
    name: 'causeway_ready',
    help: '1 for each part that is as it must be to answer, 0 for one that is not (engine, store, routes).',
    labelNames: ['check'] as const,
    registers: [registry],
    async collect() {
      const look = async ([check, one]: [string, Check]) => this.set({ check }, (await passes(one)) ? 1 : 0);
      await Promise.all(Object.entries(checks).map(look));
    },
  });
};

/**
 * `/health/live`, `/health/ready` (503 names what is not), and `/metrics` for Prometheus. That others go by other settings
 * is told there and makes nobody unready: it is not known which of them are meant.
 */
export const healthRoutes = (
  app: FastifyInstance,
  checks: Readonly<Record<string, Check>>,
  metrics: Metrics,
  othersSettings: () => number = () => 0,
): void => {
  observeReadiness(metrics.registry, checks);
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await passes(check)] as const),
    );
    const others = othersSettings();
    const ready = results.every(([, passed]) => passed);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ready' : 'not ready',
        checks: Object.fromEntries(results),
        ...(others > 0 && { processesWithOtherSettings: others }),
      });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
};
