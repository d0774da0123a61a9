import type { Opened } from './opened';
import type { Hospital } from '../../scenarios/hospital';
import { accessibilityFaults } from '../accessibility';
import type { Browser, Visit } from '../browser';

/** The landing page, the development sign-in and the explorer. */
export const pagesSuite = (opened: () => Opened): void => {
  let hospital: Hospital;
  let browser: Browser;
  beforeAll(async () => {
    ({ hospital, browser } = opened());
  }, 120_000);

  /** Visits, looks, and holds the page to what every page owes: no complaint, nothing asked of anyone else. */
  const visiting = async (path: string, look: (visit: Visit) => Promise<void>): Promise<void> => {
    const visit = await browser.visit(path);
    await look(visit);
    expect(visit.complaints).toEqual([]);
    expect(visit.strangers).toEqual([]);
    await visit.page.close();
  };

  describe('landing page', () => {
    test('says where to click, what to ask first, and which subgraph wraps which system', () =>
      visiting('/', async ({ page }) => {
        await page.getByRole('heading', { level: 1 }).waitFor();
        for (const name of [
          'Explorer',
          'Messages',
          'Migration',
          'Access',
          'Development sign-in',
          'Readiness',
          'metrics',
        ])
          expect(await page.getByRole('link', { name, exact: true }).isVisible()).toBe(true);
        expect(await page.locator('pre').first().innerText()).toContain('query PatientHeader');
        // Section 4 of the design: pathology is the LIMS at Leicester, and only Nervecentre knows who opened a result.
        const pathology = page.locator('tbody', { has: page.getByRole('rowheader', { name: 'pathology' }) });
        expect(await pathology.getByRole('row').allInnerTexts()).toEqual([
          expect.stringMatching(/^pathology\s+LIMS\s+RWE\s+lab reports, lab orders\s+none planned$/),
          expect.stringMatching(/^Nervecentre\s+RWE\s+result acknowledgements\s+none planned$/),
        ]);
        // The national demographics are in the settings, and nothing here can ask them.
        expect(await page.getByRole('row', { name: /Personal Demographics Service/ }).innerText()).toContain(
          'not connected',
        );
      }));

    test('every link is reached by keyboard, in the order in which it is read', () =>
      visiting('/', async ({ page }) => {
        const reached: unknown[] = [];
        for (let press = 0; press < 10; press += 1) {
          await page.keyboard.press('Tab');
          reached.push(await page.evaluate('document.activeElement.getAttribute("href") ?? document.activeElement.id'));
        }
        expect(reached).toEqual([
          '/',
          '/explorer',
          '/messages',
          '/migration',
          '/access',
          '/dev/sign-in',
          '/health/ready',
          '/metrics',
          '/explorer',
          'routes',
        ]);
      }));

    test('fits a telephone: only the table scrolls sideways', () =>
      visiting('/', async ({ page }) => {
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      }));

    test('axe-core finds nothing wrong', () =>
      visiting('/', async ({ page }) => {
        expect(await accessibilityFaults(page)).toEqual([]);
      }));
  });

  describe('development sign-in', () => {
    test('gives, by keyboard alone, a token that the graph takes, and stores it nowhere', () =>
      visiting('/dev/sign-in', async ({ page }) => {
        await page.getByLabel('Role').focus();
        await page.keyboard.type('nurse');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        // From its beginning: "Asking for a token as nurse" holds the same words, before there is one.
        await page
          .getByRole('status')
          .getByText(/^A token as nurse,/)
          .waitFor();
        const token = await page.getByLabel('Token').inputValue();
        const reply = await hospital.askWith({ authorization: `Bearer ${token}` }, '{ viewer { role } }');
        expect(reply.data).toEqual({ viewer: { role: 'nurse' } });
        expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
      }));

    test('axe-core finds nothing wrong, before and after', () =>
      visiting('/dev/sign-in', async ({ page }) => {
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.getByRole('button', { name: 'Give me a token' }).click();
        await page
          .getByRole('status')
          .getByText(/^A token as/)
          .waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
      }));

    test('says so when no token was given', async () => {
      const { page } = await browser.visit('/dev/sign-in');
      await page.route('**/dev/sign-in', (route) => route.abort());
      await page.getByRole('button', { name: 'Give me a token' }).click();
      await page.getByRole('status').getByText('No token was given').waitFor();
      expect(await page.getByLabel('Token').inputValue()).toBe('');
      await page.close();
    });
  });

  describe('explorer', () => {
    test('signs in, and the first query is answered at the press of a button', () =>
      visiting('/explorer', async ({ page }) => {
        await page.getByRole('status').getByText('Signed in as clinician').waitFor();
        await page.getByRole('button', { name: 'Execute query' }).click();
        await page.getByLabel('Result Window').getByText('TESTER, Mavis (Mrs)').waitFor();
      }));

    test('keeps neither token nor query in the browser, and no answer may be stored', () =>
      visiting('/explorer', async ({ page }) => {
        const answered = page.waitForResponse(
          (response) => response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes('Header'),
        );
        await page.getByRole('button', { name: 'Execute query' }).click();
        expect((await answered).headers()['cache-control']).toBe('no-store');
        await page.getByLabel('Result Window').getByText('9990000018').waitFor();
        const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
        expect(await page.evaluate(kept)).toBe('[{},{},""]');
      }));

    test('asks as another role once that is chosen', () =>
      visiting('/explorer', async ({ page }) => {
        await page.getByLabel('Role').selectOption('nurse');
        await page.getByRole('status').getByText('Signed in as nurse').waitFor();
        const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('Header'));
        await page.getByRole('button', { name: 'Execute query' }).click();
        const { authorization = '' } = (await asked).headers();
        expect((await hospital.askWith({ authorization }, '{ viewer { role } }')).data).toEqual({
          viewer: { role: 'nurse' },
        });
      }));

    describe('opened by a link', () => {
      const link = (said: Readonly<Record<string, string>>): string =>
        `/explorer#${new URLSearchParams(said).toString()}`;
      const TWO = 'query Who { viewer { name } } query AsWhat($with: Boolean!) { viewer { role @include(if: $with) } }';

      test('stands filled with its query, variables and operation, which no request ever held', async () => {
        const asked: string[] = [];
        const { page, complaints, strangers } = await browser.visit('/explorer');
        page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
        await page.goto('about:blank');
        await page.goto(
          `${new URL(hospital.url).origin}${link({ query: TWO, variables: '{"with": true}', operationName: 'AsWhat' })}`,
        );
        await page.getByRole('status').getByText('Signed in as clinician').waitFor();
        expect(new URL(page.url()).hash).toBe('');
        const answered = page.waitForRequest((request) => (request.postData() ?? '').includes('"AsWhat"'));
        await page.getByRole('button', { name: 'Execute query' }).click();
        expect(JSON.parse((await answered).postData() ?? '')).toEqual({
          ...{ query: TWO, variables: { with: true }, operationName: 'AsWhat' },
        });
        await page.getByLabel('Result Window').getByText('"clinician"').waitFor();
        expect(asked.filter((line) => /AsWhat|query=/.test(line))).toEqual([]);
        // A second link in the same tab brings its own, and what is not said is left empty.
        await page.evaluate(`location.hash = 'query=' + encodeURIComponent('query Again { viewer { organisation } }')`);
        await page.getByLabel('Query Editor').getByText('Again').waitFor();
        expect(await page.getByLabel('Query Editor').innerText()).not.toContain('AsWhat');
        expect([complaints, strangers]).toEqual([[], []]);
        await page.close();
      });

      test('takes all of it for text: nothing in it is run, and nothing is asked by itself', async () => {
        const evil = `{ viewer { name } } # "><img src=x onerror="window.run=1"><script>window.run=1</script>`;
        await visiting(
          link({ query: evil, variables: `"</main><script>window.run=1</script>`, operationName: evil }),
          async ({ page }) => {
            const asked: string[] = [];
            page.on('request', (request) => asked.push(request.postData() ?? ''));
            await page.getByRole('button', { name: 'Execute query' }).waitFor();
            await page.getByLabel('Query Editor').getByText('onerror').waitFor();
            await page.getByRole('status').getByText('Signed in as clinician').waitFor();
            expect(await page.evaluate('window.run')).toBeUndefined();
            expect(asked.filter((body) => body.includes('viewer'))).toEqual([]);
          },
        );
      });
    });

    test('axe-core finds nothing wrong with the bar, which is ours', () =>
      visiting('/explorer', async ({ page }) => {
        await page.getByRole('button', { name: 'Execute query' }).waitFor();
        expect(await accessibilityFaults(page, 'header.bar')).toEqual([]);
      }));
  });
};
