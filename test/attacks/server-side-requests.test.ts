import { createImagingGrants } from '../../adapters/access/imaging-grant';
import { createIdentityIndex } from '../../adapters/identity';
import { installationKey } from '../../adapters/settings/installation-key';
import { testAsk } from '../../gateway/testing/ask';
import { systemClock } from '../../schema/clock';
import { hospitalNumberSystem, type PersonId } from '../../schema/identifiers';
import type { PartialDate } from '../../schema/time';
import { startProduction, startServer, type Production } from './production';

/** Making the server ask where the client wants: through links to pictures, and through an archive that sends it on. */
let product: Production;
let person: PersonId;
let elsewhere: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  product = await startProduction();
  const secret = Buffer.from('89504e470d0a1a0a', 'hex');
  elsewhere = await startServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(secret),
  );
  // Of whom nobody knows, no picture is asked for at all.
  const { store } = product.causeway.adapters;
  const facts = {
    identifiers: [{ system: hospitalNumberSystem('RWE'), value: 'S1' }],
    birthDate: '1948-03-02' as PartialDate,
  };
  const record = { instance: 'pacs@RWE', recordId: 'S1', facts, restricted: false, absorbedBy: [] } as const;
  const index = createIdentityIndex({ store, clock: systemClock });
  const [linked] = await store.db.transaction().execute((trx) => index.linkAll(trx, [record]));
  if (!linked) throw new Error('The index linked nothing');
  person = linked.person;
});
afterAll(() => Promise.all([product.close(), elsewhere.close()]));

const grants = () => createImagingGrants(installationKey(product.environment), systemClock);
const sealed = (study: { readonly instance?: `${string}@${string}`; readonly studyUid?: string } = {}): string =>
  grants().seal({ instance: 'pacs@RWE', studyUid: '2.25.101', study: 'RWE|ACC1', person, ...study }, testAsk());
const picture = async (token: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${product.url}/imaging/${token}`, { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

test.each([301, 302, 303, 307, 308])('an archive that sends us on with %i is not followed', async (status) => {
  product.archive((_request, response) =>
    response.writeHead(status, { location: `${elsewhere.url}/studies/1/thumbnail` }).end(),
  );
  const { status: answered, text } = await picture(sealed());
  expect([answered, text]).toEqual([502, 'The image archive did not give the picture\n']);
  expect(elsewhere.asked).toEqual([]);
});

test('of an archive only pictures are passed on, whatever it calls them', async () => {
  const lies: readonly [string, string][] = [
    ['text/html', '<script>alert(1)</script>'],
    ['image/png', '<script>alert(1)</script>'],
    ['image/svg+xml', '<svg onload="alert(1)"/>'],
  ];
  for (const [type, body] of lies) {
    product.archive((_request, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const { status, text, headers } = await picture(sealed());
    expect([status, text.includes('alert')]).toEqual([502, false]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test.each([
  ['an address in place of a token', () => encodeURIComponent(elsewhere.url)],
  ['an address, packed as a token is', () => Buffer.from(elsewhere.url).toString('base64url')],
  ['a token with one letter changed', () => `A${sealed().slice(1)}`],
  ['a token and an address', () => `${sealed()}@${new URL(elsewhere.url).host}`],
  [
    'a token of another installation',
    () =>
      createImagingGrants(Buffer.alloc(32), systemClock).seal(
        { instance: 'pacs@RWE', studyUid: '2.25.101', study: 'RWE|ACC1', person },
        testAsk(),
      ),
  ],
  ['a grant for an archive that is not there', () => sealed({ instance: 'pacs@EVIL' })],
  ['a grant for a study that is a path', () => sealed({ studyUid: '../../admin' })],
  ['a grant for a study that is an address', () => sealed({ studyUid: elsewhere.url })],
])('%s asks nobody', async (_what, token) => {
  const asked: unknown[] = [];
  product.archive((request, response) => {
    asked.push(request.url);
    response.writeHead(404).end();
  });
  expect((await picture(token())).status).toBe(404);
  expect([asked, elsewhere.asked]).toEqual([[], []]);
});

test('what a client says of hosts changes neither whom we ask nor how we name ourselves', async () => {
  const hosts: unknown[] = [];
  product.archive((request, response) => {
    hosts.push(request.headers.host);
    response.writeHead(404).end();
  });
  const { host } = new URL(elsewhere.url);
  const forwarded = { 'x-forwarded-host': host, forwarded: `host=${host}`, 'x-original-url': elsewhere.url };
  await picture(sealed(), forwarded);
  expect(hosts).toHaveLength(1);
  expect(hosts).not.toContain(host);
  const page = await fetch(`${product.url}/`, { headers: forwarded });
  expect(await page.text()).not.toContain(host);
  expect(elsewhere.asked).toEqual([]);
});
