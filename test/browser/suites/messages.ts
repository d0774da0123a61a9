import type { Opened } from './opened';
import { messagesPage } from '../../../gateway/pages/messages/page';
import type { Hospital } from '../../scenarios/hospital';
import { adt, send } from '../../scenarios/messages/sending';
import { accessibilityFaults } from '../accessibility';
import type { Browser } from '../browser';
import { openConsole, whatIsKept, type ConsolePage } from '../console-page';
import { focused, tabTo } from '../keyboard';

const report = (id: string, status: string, potassium: string): string =>
  [
    `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120120000||ORU^R01^ORU_R01|${id}|P|2.5.1|||AL|NE|GBR|UNICODE UTF-8|EN`,
    'PID|1||S9900101^^^RWE^MR||SPECIMEN^ADA^^^MRS^^L||19500401|F',
    'ORC|RE||26Q0000101||CM',
    `OBR|1||26Q0000101|252167001^Urea and electrolytes^SCT|||20261120090000|||||||20261120091500||||||||20261120102500||BS|${status}`,
    `OBX|1|NM|1107751000000106^Potassium^SCT||${potassium}|mmol/L|3.5-5.3||||${status}|||20261120090000|||||20261120102000||||LRI Pathology`,
  ]
    .map((segment) => `${segment}\r`)
    .join('');

/** The message console, read and searched. */
const ALERT = {
  ...{ id: 'al_1', feed: 'pas-adt', condition: 'queue-age', since: '2026-11-20T11:58:00.000Z' },
  ...{ meaning: 'A message has waited longer than agreed.', words: '3 messages waiting, the oldest for 12 min' },
};

const AMISS = { inboxAlerts: [ALERT], processesWithOtherSettings: ['causeway:4711 at 10.0.0.3'] };

export const messagesSuite = (opened: () => Opened): void => {
  let hospital: Hospital;
  let browser: Browser;
  beforeAll(async () => {
    ({ hospital, browser } = opened());
    // The hospital's own history all arrived at 10:00.
    hospital.clock.advance(2 * 3_600_000);
    await send(
      hospital,
      'pas-adt',
      adt('A28', 'CON-1', 'S9900101^^^RWE'),
      adt('A28', 'CON-1', 'S9900101^^^RWE'),
      // A stay without its number is held; what follows for the same person waits for it.
      adt('A01', 'CON-2', 'S9900102^^^RWE', { rest: ['PV1|1|I|RWE^W12^^RWE'] }),
      adt('A31', 'CON-3', 'S9900102^^^RWE'),
      adt('A31', 'CON-4', 'S9900101^^^RWE', { processing: 'T' }),
    );
  }, 120_000);

  /** Uses the console, and holds it to what every page owes: no complaint, nothing asked of anyone else. */
  const using = async (use: (desk: ConsolePage) => Promise<void>, fragment = ''): Promise<void> => {
    const desk = await openConsole(browser, fragment);
    await use(desk);
    expect(desk.complaints).toEqual([]);
    expect(desk.strangers).toEqual([]);
    await desk.page.close();
  };

  test('feeds are shown with their state, and a chart that is also said in words', () =>
    using(async ({ page }) => {
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'pas-adt' }) });
      await card.getByRole('img', { name: /^4 messages in the last hour, .*1 held, 1 refused/ }).waitFor();
      expect(await card.innerText()).toMatch(/1 held/);
      expect(await card.innerText()).toMatch(/1 waiting/);
    }));

  test('what is amiss stands above the feeds, with what it means: open alerts, and processes with other settings', () =>
    using(async ({ page }) => {
      await page.route('**/graphql', async (route) => {
        if (!(route.request().postData() ?? '').includes('ConsoleFeeds')) return route.fallback();
        const response = await route.fetch();
        const { data } = (await response.json()) as { data: object };
        return route.fulfill({ response, json: { data: { ...data, ...AMISS } } });
      });
      await page.reload();
      await page.getByRole('heading', { name: '1 open alert' }).waitFor();
      await page.getByRole('heading', { name: '1 process goes by other settings' }).waitFor();
      await page.getByText('causeway:4711 at 10.0.0.3.').waitFor();
      await page.getByText('As it began: 3 messages waiting, the oldest for 12 min.').waitFor();
      await page.getByRole('link', { name: /^m_/ }).first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('an alert that cannot be read stays, and problems that were not counted are not said to be none', () =>
    using(async ({ page }) => {
      let readable = true;
      await page.route('**/graphql', async (route) => {
        const asked = route.request().postData() ?? '';
        const unread = { errors: [{ message: 'Not read', extensions: { code: 'INTERNAL' } }] };
        if (asked.includes('ConsoleProblemsBySender')) return route.fulfill({ json: { data: {}, ...unread } });
        if (!asked.includes('ConsoleFeeds')) return route.fallback();
        if (!readable) return route.fulfill({ json: { data: { feeds: null, inboxAlerts: null }, ...unread } });
        const response = await route.fetch();
        const { data } = (await response.json()) as { data: object };
        return route.fulfill({ response, json: { data: { ...data, inboxAlerts: [ALERT] } } });
      });
      await page.reload();
      await page.getByText('As it began: 3 messages waiting, the oldest for 12 min.').waitFor();
      readable = false;
      await page.getByRole('link', { name: 'Problems by sender' }).click();
      await page.getByText('Not every problem could be counted.').waitFor();
      await page.goBack();
      await page.getByText('Not read').first().waitFor();
      await page.getByText(/^Not renewed since .*: what is shown is as it was then\.$/).waitFor();
      expect(await page.getByText('As it began: 3 messages waiting, the oldest for 12 min.').count()).toBe(1);
    }));

  test('a message is found by its control id, and the search stands in the address', () =>
    using(async ({ page, search, row }) => {
      await search({ 'Control id': 'CON-1' });
      expect(await row('CON-1').innerText()).toMatch(/ADT\^A28[^]*Translated[^]*AA[^]*Repeated/);
      expect(await page.locator('tbody').getByRole('row').count()).toBe(1);
      expect(page.url()).toMatch(/#\/\?controlId=CON-1$/);
      await page.reload();
      await row('CON-1').waitFor();
    }));

  test('a person is found by number, and no number ends up in the address or in what the browser keeps', () =>
    using(async ({ page, search, row }) => {
      await search({ 'Hospital number': 'S9900101' });
      await row('CON-4').waitFor();
      await search({ 'Hospital number': '', 'NHS number': '999 000 0018', 'Visit number': '' });
      await page
        .getByRole('row', { name: /ADT\^A/ })
        .first()
        .waitFor();
      // What is no NHS number is asked of nobody, and the field says so.
      const number = page.getByLabel('NHS number', { exact: true });
      await number.fill('123');
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      expect(await number.evaluate((field) => field.matches(':invalid:focus'))).toBe(true);
      await search({ 'NHS number': '', 'Visit number': '700001' });
      await page.locator('#found').getByText(/shown/).waitFor();
      const kept = await whatIsKept(page);
      for (const number of ['S9900101', '9990000018', '999 000 0018', '999+000', '700001'])
        expect(kept).not.toContain(number);
      expect(kept).toContain('{},{},""');
    }));

  test('a search that is not answered is not one that found nothing, and nothing is followed after it', () =>
    using(async ({ page, search, row }) => {
      const tailed: string[] = [];
      await page.route('**/graphql', (route) => {
        const asked = route.request().postData() ?? '';
        if (asked.includes('ConsoleTail')) tailed.push(asked);
        const unread = {
          data: { messages: null },
          errors: [{ message: 'Not read', extensions: { code: 'INTERNAL' } }],
        };
        return asked.includes('ConsoleSearch') ? route.fulfill({ json: unread }) : route.fallback();
      });
      await page.getByLabel('Live: show new messages as they arrive').check();
      await search({ 'Control id': 'CON-1' });
      await page.locator('#found').getByText('Nothing was searched.').waitFor();
      await page.getByText('Nothing is followed until a search is answered: search again.').waitFor();
      expect(await page.getByText('No message was found.').isVisible()).toBe(false);
      expect(tailed.filter((asked) => asked.includes('CON-1'))).toEqual([]);
      await page.unrouteAll({ behavior: 'wait' });
      await search({ 'Control id': 'CON-1' });
      await row('CON-1').waitFor();
      await page.locator('#found').getByText('1 message shown, and there are no older ones.').waitFor();
    }));

  test('the live tail shows what arrives, and says so without taking the focus', () =>
    using(async ({ page, search, row }) => {
      await search({ Feed: 'pas-adt' });
      await page.getByLabel('Live: show new messages as they arrive').check();
      await send(hospital, 'pas-adt', adt('A28', 'CON-LIVE-1', 'S9900110^^^RWE'));
      await row('CON-LIVE-1').waitFor();
      expect(await page.locator('tbody').getByRole('row').first().innerText()).toContain('CON-LIVE-1');
      await page.getByRole('status').getByText('1 new message', { exact: true }).waitFor({ state: 'attached' });
      expect(await page.evaluate('document.activeElement.id')).toBe('live');

      // Somebody is among the rows: nothing may move under them.
      await row('CON-LIVE-1').getByRole('link').focus();
      await send(hospital, 'pas-adt', adt('A28', 'CON-LIVE-2', 'S9900111^^^RWE'));
      const newer = page.getByRole('button', { name: /that came since$/ });
      await newer.getByText('Show 1 message that came since').waitFor();
      expect(await row('CON-LIVE-2').count()).toBe(0);
      expect(await focused(page)).toMatch(/CON-LIVE-1/);

      // Who has chosen some is among them still, wherever the focus is; then what waited comes with what is new.
      await row('CON-LIVE-1').getByRole('checkbox').check();
      await page.getByLabel('Feed', { exact: true }).focus();
      await page.mouse.move(0, 0);
      await send(hospital, 'pas-adt', adt('A28', 'CON-LIVE-3', 'S9900112^^^RWE'));
      await newer.getByText('Show 2 messages that came since').waitFor();
      await row('CON-LIVE-1').getByRole('checkbox').uncheck();
      await page.getByLabel('Feed', { exact: true }).focus();
      await page.mouse.move(0, 0);
      await row('CON-LIVE-2').waitFor();
      const rows = await page.locator('tbody').getByRole('row').allInnerTexts();
      expect(rows.slice(0, 3).map((words) => /CON-LIVE-\d/.exec(words)?.[0])).toEqual([
        'CON-LIVE-3',
        'CON-LIVE-2',
        'CON-LIVE-1',
      ]);
      expect(await newer.isVisible()).toBe(false);
    }));

  test('a held message says why and where, what its sender was told, and what waits behind it', () =>
    using(async ({ page, search, open }) => {
      await search({ 'What became of it': 'HELD' });
      await open('CON-2');
      const became = page.getByRole('region', { name: 'What became of it' });
      expect(await became.innerText()).toMatch(/Held Cannot be translated until somebody acts/);
      expect(await became.innerText()).toMatch(/PV1-19: PV1-19 holds no visit number/);
      expect(await page.getByRole('region', { name: 'What its sender was told' }).innerText()).toMatch(/AA Accepted/);
      expect(await page.getByRole('table', { name: 'Oldest first' }).innerText()).toMatch(/Received[^]*Told[^]*Held/);
      await page.getByRole('link', { name: 'Back to the messages found' }).click();
      await search({ 'What became of it': 'RECEIVED' });
      await open('CON-3');
      await became.getByText('It waits behind').waitFor();
    }));

  test('an open message is asked for again: it renews itself, but not from under somebody who is in it', () =>
    using(async ({ page, search, open }) => {
      let now: object | null = {};
      await page.route('**/graphql', async (route) => {
        if (!(route.request().postData() ?? '').includes('ConsoleMessage(')) return route.fallback();
        const answer = await route.fetch();
        const { data } = (await answer.json()) as { readonly data: { readonly message: object } };
        const message = now && { ...data.message, ...now };
        const errors = now ? {} : { errors: [{ message: 'No answer in time' }] };
        return route.fulfill({ response: answer, json: { data: { message }, ...errors } });
      });
      // As when somebody comes back to the tab.
      const comeBack = () => page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      await search({ 'What became of it': 'HELD' });
      await open('CON-2');
      const became = page.getByRole('region', { name: 'What became of it' });
      const content = page.getByRole('region', { name: 'Content' });
      await content.getByText('As read').waitFor();
      await page.getByText(/^As of .*; asked again every ten seconds\.$/).waitFor();
      const at = await focused(page);
      now = { waitingBehind: 7 };
      const renewed = page.waitForResponse((response) =>
        (response.request().postData() ?? '').includes('ConsoleContent'),
      );
      await comeBack();
      await became.getByText('7 messages wait behind it.').waitFor();
      expect(await focused(page)).toBe(at);
      // Another answer that comes after it: by then its content is renewed too, and nobody is in it yet.
      await renewed;
      await page.evaluate(`fetch('/health/live').then((answer) => answer.text())`);

      const segment = content.locator('details.console-segment').first();
      await segment.locator('summary').click();
      now = { waitingBehind: 8 };
      await comeBack();
      await page.getByText('It has changed since, and is shown here as it was.').waitFor();
      await became.getByText('7 messages wait behind it.').waitFor();
      expect(await segment.getAttribute('open')).toBeNull();
      expect(await accessibilityFaults(page)).toEqual([]);
      now = null;
      await comeBack();
      await page.getByText(/^Not renewed since .*: what is shown is as it was then\./).waitFor();
      await became.getByText('7 messages wait behind it.').waitFor();
      now = { waitingBehind: 8 };
      await page.getByRole('button', { name: 'Show it as it is now' }).click();
      await became.getByText('8 messages wait behind it.').waitFor();
      await page.locator('h1:focus').waitFor();
      expect(await page.getByRole('button', { name: 'Show it as it is now' }).count()).toBe(0);
      await page.unrouteAll({ behavior: 'wait' });
    }));

  test('content is masked until it is opened with a reason, and the opening is on record', () =>
    using(async ({ page, search, open, heading }) => {
      await search({ 'Control id': 'CON-1' });
      await open('CON-1');
      const content = page.getByRole('region', { name: 'Content' });
      await content.getByText('Patient Name').waitFor();
      expect(await content.innerText()).not.toContain('SPECIMEN');
      await content.getByLabel('Why must its values be seen?').fill('too short');
      await content.getByRole('button', { name: 'Open with this reason' }).click();
      await content.getByText('Give a reason of at least 10 characters').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await content.getByLabel('Why must its values be seen?').fill('The ward asks whose name this is');
      await content.getByRole('button', { name: 'Open with this reason' }).click();
      await content.locator('pre').getByText('PID|1||S9900101^^^RWE||SPECIMEN^ADA').waitFor();
      expect(await content.innerText()).toMatch(/PID-5\.1 Family Name SPECIMEN/);
      await heading(4, 'Patient, demographics').waitFor();
      const record = page.getByRole('row', { name: /name\.text/ });
      expect(await record.innerText()).toMatch(/SPECIMEN/);
      await page.getByRole('row', { name: /Opened.*The ward asks whose name this is/ }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await whatIsKept(page)).not.toMatch(/SPECIMEN|S9900101/);
    }));

  test('signing in again keeps a reason that is begun, and takes away what was opened before', () =>
    using(async ({ page, search, open }) => {
      await search({ 'Control id': 'CON-1' });
      await open('CON-1');
      const content = page.getByRole('region', { name: 'Content' });
      const why = content.getByLabel('Why must its values be seen?');
      const signInAgain = async (): Promise<void> => {
        const asked = page.waitForResponse((response) =>
          (response.request().postData() ?? '').includes('ConsoleContent'),
        );
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await asked;
        await content.getByText('Patient Name').waitFor();
      };
      await why.fill('The ward asks whose name this is');
      await signInAgain();
      expect(await why.inputValue()).toBe('The ward asks whose name this is');
      await content.getByRole('button', { name: 'Open with this reason' }).click();
      await content.locator('pre').getByText('SPECIMEN^ADA').waitFor();
      await signInAgain();
      await why.waitFor();
      expect(await content.innerText()).not.toContain('SPECIMEN');
      expect(await why.inputValue()).toBe('');
    }));

  test('from search to row to message and back, by keyboard alone', () =>
    using(async ({ page, row, heading }) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
      await tabTo(page, 'Control id');
      await page.keyboard.type('CON-3');
      const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes('CON-3'));
      await page.keyboard.press('Enter');
      await answered;
      await row('CON-3').waitFor();
      await tabTo(page, /^m_\d+, ADT\^A31, control id CON-3$/);
      await page.keyboard.press('Enter');
      await heading(1, /^ADT\^A31 m_\d+$/).waitFor();
      await tabTo(page, 'Back to the messages found');
      await page.keyboard.press('Enter');
      await row('CON-3').waitFor();
      expect(await focused(page)).toMatch(/control id CON-3/);
    }));

  test('question 20: problems of the last day by sender, each number leading to its messages', () =>
    using(async ({ page, row }) => {
      await page.getByRole('link', { name: 'Problems by sender' }).click();
      const counts = page.getByRole('row', { name: /^PAS at RWE/ });
      await counts.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await counts.getByRole('link', { name: '1 refused from PAS at RWE' }).click();
      await row('CON-4').waitFor();
      expect(await page.locator('tbody').getByRole('row').count()).toBe(1);
    }));

  test('the problems of a period that was chosen before do not stand under the one that is', () =>
    using(async ({ page }) => {
      let first: (() => Promise<void>) | undefined;
      await page.route('**/graphql', (route) => {
        if (!(route.request().postData() ?? '').includes('ConsoleProblemsBySender')) return route.fallback();
        const answer = (sender: string) => () =>
          route.fulfill({ json: { data: { HELD: [{ key: sender, count: 1 }] } } });
        if (first) return answer('CHOSEN|RWE')();
        first = answer('BEFORE|RWE');
        return Promise.resolve();
      });
      const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('ConsoleProblemsBySender'));
      await page.getByRole('link', { name: 'Problems by sender' }).click();
      await asked;
      await page.getByLabel('Arrived').selectOption('week');
      await page.getByRole('row', { name: /^CHOSEN at RWE/ }).waitFor();
      await first?.();
      // Another answer that comes after it: by then the late one was taken, or left.
      await page.evaluate(`fetch('/health/live').then((answer) => answer.text())`);
      expect(await page.getByRole('row', { name: /^BEFORE at RWE/ }).count()).toBe(0);
      await page.getByRole('button', { name: 'Count again' }).click();
      await page.getByRole('status').getByText('Counted again').waitFor({ state: 'attached' });
    }));

  test('question 19: a corrected result shows every telling of it', () =>
    using(async ({ page, search, open, row }) => {
      await send(hospital, 'lims-results', report('CON-R1', 'F', '5.9'), report('CON-R2', 'C', '4.8'));
      await search({ 'Control id': 'CON-R1' });
      await open('CON-R1');
      const tellings = page.getByRole('table', { name: /^Every telling of what this message reports/ });
      expect(await tellings.locator('tbody').getByRole('row').allInnerTexts()).toEqual([
        expect.stringMatching(/^1, this one[^]*CON-R1/),
        expect.stringMatching(/^2[^]*CON-R2/),
      ]);
      await page.getByText('Told anew since').first().waitFor();
      await page.getByText('Ask the graph for it').first().click();
      expect(await page.getByLabel('Query').first().innerText()).toMatch(/labReports/);
      const explorer = page.context().waitForEvent('page');
      await page.getByRole('link', { name: 'Open it in the explorer (in a new tab)' }).first().click();
      const opened = await explorer;
      await opened.getByLabel('Query Editor').getByText('labReports').waitFor();
      await opened.close();
      expect(await accessibilityFaults(page)).toEqual([]);
      await row('CON-R2').getByRole('link').click();
      await page.getByText('Latest word').first().waitFor();
    }));

  test('a search up to a time of the hour that October repeats is up to its second time', () =>
    using(async ({ page, search }) => {
      const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('2026-10-25'));
      await search({ Arrived: 'between', From: '2026-10-25T01:00', To: '2026-10-25T01:30' });
      expect((await asked).postDataJSON()).toMatchObject({
        variables: { filter: { received: { from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:30:00.000Z' } } },
      });
    }));

  test('axe-core finds nothing wrong with the list, the form open and rows chosen', () =>
    using(async ({ page, search }) => {
      await page.getByText('By sender', { exact: true }).click();
      await page.getByLabel('Arrived').selectOption('between');
      await search({ Feed: 'pas-adt', Arrived: 'between', From: '2026-11-20T11:00' });
      await page.getByLabel('Choose all messages shown').check();
      await page.getByText(/^With \d+ messages? chosen$/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('fits a telephone', () =>
    using(async ({ page, search, open }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await search({ 'Control id': 'CON-2' });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await open('CON-2');
      await page.getByText('Patient Name').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.goBack();
      await search({ 'Control id': 'CON-R2' });
      await open('CON-R2');
      await page.getByText('Latest word').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }));

  test('who may not see messages is told so, accessibly, and sees none', async () => {
    const { page, row } = await openConsole(browser);
    await page.getByLabel('Role').selectOption('nurse');
    await page.getByRole('status').getByText('Signed in as nurse').waitFor();
    await page.getByRole('heading', { name: 'There is a problem' }).first().waitFor();
    await page.getByText('FORBIDDEN').first().waitFor();
    expect(await row('CON-').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });

  test('a token that is over asks to sign in again, and the search is kept', async () => {
    const { page, search, row } = await openConsole(browser);
    await page.route('**/graphql', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/json',
        body: '{"errors":[{"message":"The token is over","extensions":{"code":"UNAUTHENTICATED"}}]}',
      }),
    );
    await search({ 'Hospital number': 'S9900102' });
    await page.getByRole('status').getByText('Not signed in. Sign in again; your search is kept.').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await row('CON-2').waitFor();
    expect(await page.getByLabel('Hospital number').inputValue()).toBe('S9900102');
    await page.close();
  });

  test('in production a token is pasted, and kept nowhere', async () => {
    const { page, complaints } = await browser.visit('/dev/sign-in');
    // The shell as production serves it, over the same graph.
    await page.route('**/messages', (route) => route.fulfill({ contentType: 'text/html', body: messagesPage(false) }));
    await page.goto(`${new URL(hospital.url).origin}/messages`);
    await page.getByRole('status').getByText('Not signed in').waitFor();
    const token = await hospital.tokenFor('integration-engineer');
    await page.getByLabel('Access token').fill(token);
    await page.getByLabel('Access token').press('Enter');
    await page.getByRole('link', { name: /^m_/ }).first().waitFor();
    expect(await whatIsKept(page)).not.toContain(token);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
};
