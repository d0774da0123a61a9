import { request } from 'node:http';
import { startProduction, type Production } from './production';

/** Paths that try to leave the folders that pages are served from. Sent as they are: `fetch` would tidy them up first. */
let product: Production;
beforeAll(async () => {
  product = await startProduction();
});
afterAll(() => product.close());

const get = (path: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(product.url);
    const call = request({ hostname, port, path, method: 'GET' }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end();
  });

const FOLDERS = ['/pages/', '/explorer/', '/messages/', '/access/', '/imaging/', '/'];
const STEPS = [
  '../../../../package.json',
  '..%2f..%2f..%2fpackage.json',
  '%2e%2e/%2e%2e/package.json',
  '..%252f..%252fpackage.json',
  '%252e%252e%252fpackage.json',
  '..%5c..%5cpackage.json',
  '..%255c..%255cpackage.json',
  '..\\..\\package.json',
  '....//....//package.json',
  '%c0%ae%c0%ae/package.json',
  '%uff0e%uff0e/package.json',
  'style.css%00.html',
  'style.css%2500',
  '%00',
  'style.css/../../html.ts',
  'style.css;/../../html.ts',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  'file:%2f%2f%2fetc%2fpasswd',
  'constructor',
  '__proto__',
  '.git%2fconfig',
  '.env',
];

test.each(FOLDERS.flatMap((folder) => STEPS.map((step) => `${folder}${step}`)))('%s leads nowhere', async (path) => {
  const { status, text } = await get(path);
  expect([400, 404]).toContain(status);
  expect(text).not.toMatch(/"private"|root:|import \{|\[core\]/);
  // Nothing of this machine is told, either.
  expect(text).not.toMatch(/node_modules|gateway\/|ENOENT|\.ts:/);
});

test('what is there, is there', async () => {
  for (const path of ['/', '/explorer', '/pages/style.css', '/explorer/graphiql.css', '/messages', '/access'])
    expect([path, (await get(path)).status]).toEqual([path, 200]);
});
