import Fastify from 'fastify';
import { z } from 'zod';
import type { Fault, RunningSimulator } from './simulator';

const FAULT = z.strictObject({
  kind: z.enum(['down', 'slow', 'error', 'garbage', 'empty']),
  delayMs: z.int().min(0).max(600_000).default(0),
  share: z.number().min(0).max(1).default(1),
});

export interface FaultControlOptions {
  /** 0 for any. */
  readonly port: number;
  readonly host: string;
  /** By kind of system: the faults of a kind befall all its instances. */
  readonly simulators: ReadonlyMap<string, readonly RunningSimulator[]>;
}

export interface FaultControl {
  readonly port: number;
  close(): Promise<void>;
}

const refusal = (message: string) => ({ error: message });

/**
 * Lets a tester break systems: `POST /systems/<kind>/faults` with a {@link Fault} (`share` 1 where not given),
 * `DELETE` to mend, `GET /systems` for what is broken.
 */
export const startFaultControl = async ({ port, host, simulators }: FaultControlOptions): Promise<FaultControl> => {
  const current = new Map<string, Fault>();
  const server = Fastify({ logger: false, forceCloseConnections: true });
  const known = [...simulators.keys()].sort();
  const runningOf = (kind: string): readonly RunningSimulator[] | undefined => simulators.get(kind);
  const unknown = (kind: string) =>
    refusal(`There is no simulated system "${kind.slice(0, 40)}"; there are ${known.join(', ')}. Nothing has changed.`);

  server.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) =>
    reply.status(error.statusCode ?? 500).send(refusal('The request could not be read as JSON. Nothing has changed.')),
  );
  server.get('/systems', () =>
    known.map((kind) => ({
      kind,
      instances: runningOf(kind)?.length ?? 0,
      ports: (runningOf(kind) ?? []).flatMap((each) => each.port ?? []),
      fault: current.get(kind) ?? null,
    })),
  );
  server.post<{ Params: { kind: string } }>('/systems/:kind/faults', async (request, reply) => {
    const { kind } = request.params;
    const running = runningOf(kind);
    if (running === undefined) return reply.status(404).send(unknown(kind));
    const parsed = FAULT.safeParse(request.body);
    if (!parsed.success) {
      const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
      return reply.status(400).send(refusal(`Not a fault: ${problems.join('; ')}. Nothing has changed.`));
    }
    current.set(kind, parsed.data);
    for (const each of running) each.setFault(parsed.data);
    return reply.send({ kind, fault: parsed.data });
  });
  server.delete<{ Params: { kind: string } }>('/systems/:kind/faults', async (request, reply) => {
    const { kind } = request.params;
    const running = runningOf(kind);
    if (running === undefined) return reply.status(404).send(unknown(kind));
    current.delete(kind);
    for (const each of running) each.setFault(null);
    return reply.send({ kind, fault: null });
  });

  await server.listen({ port, host });
  const address = server.server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () => server.close(),
  };
};
