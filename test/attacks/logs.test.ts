import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { developmentKeys, issueDevelopmentToken } from '../../adapters/access';
import { systemClock } from '../../schema/clock';
import { newInstallation, type Installation, type Started } from '../served/installation';

/** What a client writes into names and headers, and what of it stands in the log: a product of its own, one part of it dead. */
jest.setTimeout(180_000);
let installation: Installation;
let gateway: Started;
let token: string;
beforeAll(async () => {
  installation = await newInstallation();
  gateway = await installation.start('gateway/main.ts', [], { SUBGRAPH_CARE_RECORD_URL: 'http://127.0.0.1:1' });
  const keys = await developmentKeys(`${installation.folder}/data`);
  token = await issueDevelopmentToken({ role: 'clinician' }, keys, systemClock);
  // Until the feeds have told of the patient nobody asks the dead part, and there is nothing to log.
  while (!(await ask('Heard', {})).includes('"SUBGRAPH_UNAVAILABLE"')) await pause(100);
});
afterAll(() => installation.remove());

const LINE = '{"level":50,"msg":"forged"}';
const NHS = '999-000-0018';

/** Past what `fetch` would refuse to send: the header's bytes as they are. */
const ask = (operationName: string, headers: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request(
      `${gateway.url}/graphql`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      },
    );
    call.on('error', reject);
    // Asks the dead part, so that there is something to log.
    const query = `query ${/^\w+$/.test(operationName) ? operationName : 'Q'} { patient(nhsNumber: "9990000018") { flags { completeness { status } } } }`;
    call.end(JSON.stringify({ query, ...(/^\w+$/.test(operationName) ? {} : { operationName }) }));
  });

/** Lines logged while `act` ran. */
const loggedDuring = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  const before = gateway.said().length;
  await act();
  return gateway
    .said()
    .slice(before)
    .split('\n')
    .filter((line) => line !== '');
};

test('a failure is one line, whole JSON, whatever the client called things', async () => {
  const attempts: readonly [string, Record<string, string>][] = [
    ['Plain', { 'x-request-id': 'attack-logs-plain-1' }],
    [`Q\n${LINE}`, {}],
    [`Q\r\n${LINE}`, {}],
    ['\u001b[2J\u001b[31mQ', {}],
    ['P_999_000_0018', {}],
    ['Quiet', { 'x-request-id': `ok-${NHS}` }],
    ['Quiet', { 'x-request-id': '\u009b31mred', 'user-agent': `\u009b2J${LINE}` }],
    ['Quiet', { 'user-agent': `x ${LINE} ${NHS}`, referer: `http://x/${NHS}`, traceparent: NHS, 'x-purpose': 'TREAT' }],
    ['Quiet', { 'x-operation-name': `Nhs${NHS}`, 'x-forwarded-for': NHS }],
  ];
  const lines = await loggedDuring(async () => {
    for (const [name, headers] of attempts) await ask(name, headers);
  });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).toContain('attack-logs-plain-1');
  for (const line of lines) {
    expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(line).not.toMatch(/forged|[\u0000-\u001f\u007f-\u009f]|999[-_]?000[-_]?0018/);
  }
});

test('the token, whole or in part, is in no line of it', async () => {
  const [, claims = '', signature = ''] = token.split('.');
  const lines = await loggedDuring(async () => {
    await ask('Quiet', {});
    await ask('Quiet', { authorization: `Bearer ${token}x` });
  });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.includes(claims.slice(0, 40)) || line.includes(signature))).toEqual([]);
});
