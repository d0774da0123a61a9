import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixedClock } from '../../../schema/clock';
import { systmOne } from '.';
import { openUnderTest, RT5, valueOf } from './systmone-under-test';
import type { Ask } from '../../../schema/capabilities';
import type { Instant } from '../../../schema/time';
import type { Means } from '../../contract';

const CEDAR = [{ organisation: RT5, ward: 'CEDAR' }];

test('the simulator is asked whether its answer has changed', async () => {
  const one = await openUnderTest();
  try {
    const beds = async () =>
      valueOf((await one.connection.sources.places['bed-housekeeping']?.(CEDAR, {}, one.ask))?.[0]);
    expect(await beds()).toEqual(await beds());
    expect(one.asked()).toEqual(['GET Location', 'GET Location']);
  } finally {
    await one.close();
  }
});

/**
 * A facade that answers by user and gives everybody's answer one ETag, which is the worst it can do: what one user was
 * shown must not come to another from what is kept here.
 */
test('what is kept of one user’s answer is never another’s', async () => {
  const conditions: (readonly [string, string | undefined])[] = [];
  const bed = (name: string) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    total: 0,
    entry: [
      {
        resource: {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'information', code: 'informational', diagnostics: `shown to ${name}` }],
        },
        search: { mode: 'outcome' },
      },
    ],
  });
  const server: Server = createServer((incoming, response) => {
    if (incoming.url === '/oauth2/token')
      return void response.end(JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 600 }));
    const claims = Buffer.from(String(incoming.headers['x-user-claims']), 'base64url').toString('utf8');
    const { userId } = JSON.parse(claims) as { userId: string };
    const condition = incoming.headers['if-none-match'];
    conditions.push([userId, condition]);
    if (condition !== undefined) return void response.writeHead(304).end();
    response.writeHead(200, { etag: '"1"' }).end(JSON.stringify(bed(userId)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const config = systmOne.config.parse({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'causeway',
    clientSecret: 'synthetic',
  });
  const unheard = (): Promise<never> => Promise.reject(new Error('SystmOne is asked live'));
  const projections: Means['projections'] = { forPeople: unheard, forPlaces: unheard, heardUntil: unheard };
  const connection = systmOne.connect(config, { instance: 'systmone@RT5', clock, projections });
  const askAs = (userId: string): Ask => ({
    viewer: {
      ...{ userId, name: 'WARD Ann', role: 'nurse', roleProfileId: 'UNK' },
      ...{ organisation: RT5, organisationName: 'Leicestershire Partnership', wards: [] },
    },
    ...{ purpose: 'TREAT', client: 'test', operation: 'Test', requestId: 'request-1' },
    ...{ deadline: clock.millis() + 5_000, signal: new AbortController().signal, clock },
  });
  const shown = async (userId: string): Promise<string> =>
    JSON.stringify(await connection.sources.places['bed-housekeeping']?.(CEDAR, {}, askAs(userId)));
  try {
    expect(await shown('one')).toContain('shown to one');
    expect(await shown('two')).toContain('shown to two');
    expect(await shown('one')).toContain('shown to one');
    expect(await shown('two')).toContain('shown to two');
    expect(conditions).toEqual([
      ['one', undefined],
      ['two', undefined],
      ['one', '"1"'],
      ['two', '"1"'],
    ]);
  } finally {
    await connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
