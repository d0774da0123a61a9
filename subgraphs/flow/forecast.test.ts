import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import type { Connection, PageArgs } from '../connection';
import { flowForecast } from './forecast';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' } as const;
const many = <T>(of: (key: string) => T): T[] => Array.from({ length: 130 }, (_, n) => of(`RWE|${n}`));
const subject = { identifiers: [] };

const context = () =>
  contextOver({
    place: (capability) => {
      switch (capability) {
        case 'wards':
          return [
            answerOf(
              capability,
              many((key) => ({ key, source, ward: { organisation: 'RWE', code: key }, name: key, site: 'RWEAA' })),
            ),
          ];
        case 'encounters':
          return [
            answerOf(
              capability,
              many((key) => ({
                ...{ key, source, subject, status: 'in-progress', expectedDischarge: '2026-11-21' },
                identifier: { system: 'visit', value: key },
              })),
            ),
          ];
        case 'waiting-list':
          return [
            answerOf(
              capability,
              many((key) => ({ key, source, subject, status: 'waiting', toComeIn: '2026-11-21' })),
            ),
          ];
        default:
          return [answerOf(capability, [])];
      }
    },
  });

test.each(['discharges', 'admissions', 'beds'] as const)(
  '%s of a large hospital can be paged to the end',
  async (part) => {
    const of = context();
    const page = async (args: PageArgs) => {
      const forecast = flowForecast(undefined, {}, of) as Record<
        string,
        (page: PageArgs, _: unknown, info: typeof INFO) => Promise<Connection<unknown>>
      >;
      return forecast[part]?.(args, undefined, INFO);
    };
    const first = await page({ first: 100 });
    expect(first).toMatchObject({ totalCount: 130, pageInfo: { hasNextPage: true } });
    const second = await page({ first: 100, after: first?.pageInfo.endCursor ?? null });
    expect(second?.nodes).toHaveLength(30);
    expect(second?.pageInfo.hasNextPage).toBe(false);
  },
);

test.each(['discharges', 'admissions'] as const)('%s of one whole day in London are that day’s alone', async (part) => {
  const day = (from: string, to: string) => ({ window: { from, to } as never });
  const on = async (window: ReturnType<typeof day>) => {
    const forecast = flowForecast(undefined, window, context()) as Record<
      string,
      (page: PageArgs, _: unknown, info: typeof INFO) => Promise<Connection<unknown>>
    >;
    return (await forecast[part]?.({}, undefined, INFO))?.totalCount;
  };
  expect(await on(day('2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'))).toBe(0);
  expect(await on(day('2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'))).toBe(130);
  expect(await on(day('2026-11-21T23:00:00.000Z', '2026-11-22T00:00:00.000Z'))).toBe(130);
  expect(await on(day('2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'))).toBe(0);
});
