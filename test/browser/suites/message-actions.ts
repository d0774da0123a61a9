import type { Locator } from 'playwright-core';
import type { Opened } from './opened';
import type { Hospital } from '../../scenarios/hospital';
import { adt, send } from '../../scenarios/messages/sending';
import { accessibilityFaults } from '../accessibility';
import type { Browser } from '../browser';
import { cannedActions } from '../canned-actions';
import { cannedMessages, edge } from '../canned-messages';
import { openConsole, type ConsolePage } from '../console-page';
import { focused } from '../keyboard';

/** What engineers do to messages from the console; what the console's suite has sent is there. */
export const messageActionsSuite = (opened: () => Opened): void => {
  let hospital: Hospital;
  let browser: Browser;
  beforeAll(() => {
    ({ hospital, browser } = opened());
  });

  const using = async (use: (desk: ConsolePage) => Promise<void>, fragment = ''): Promise<void> => {
    const desk = await openConsole(browser, fragment);
    await use(desk);
    expect(desk.complaints).toEqual([]);
    expect(desk.strangers).toEqual([]);
    await desk.page.close();
  };

  /** Chooses the held message CON-2 to be released: the dialog that asks about it. */
  const releasing = async ({ page, search, row }: ConsolePage): Promise<Locator> => {
    await search({ 'What became of it': 'HELD' });
    await row('CON-2').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    return page.getByRole('dialog', { name: 'Release 1 message' });
  };

  test('an action shows its effect first, wants a reason, and says what became of it', () =>
    using(async (desk) => {
      const { page } = desk;
      const done = await cannedActions(page);
      const dialog = await releasing(desk);
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      await dialog.getByText('It would not be done to: 1 message').waitFor();
      await dialog.getByText('m_9: It is not held').waitFor();
      expect(await dialog.getByRole('row', { name: /encounters/ }).innerText()).toMatch(
        /Major[^]*place\.bed[^]*not shown/,
      );
      expect(await accessibilityFaults(page)).toEqual([]);

      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByText('Give a reason of at least 10 characters').waitFor();
      expect(done).toEqual([]);
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      await dialog.getByRole('button', { name: 'Show values in the effect' }).click();
      await dialog.getByText('Bed 7').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByText('done to 1 of 2 messages').waitFor();
      await dialog.getByText('It goes on.').waitFor({ state: 'detached' });
      expect(done).toHaveLength(1);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });

      await page.getByRole('link', { name: 'What engineers did' }).click();
      await page.getByRole('row', { name: /WIRE Ivor.*The visit number was given by the ward/ }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('an effect on a restricted record says so, and stays masked when its values are asked for', () =>
    using(async (desk) => {
      const { page } = desk;
      await cannedActions(page, true);
      const dialog = await releasing(desk);
      await dialog.getByText(/restricted: all values stay masked/).waitFor();
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes('"reason"'));
      await dialog.getByRole('button', { name: 'Show values in the effect' }).click();
      await answered;
      await dialog.getByText(/restricted: all values stay masked/).waitFor();
      expect(await dialog.getByRole('row', { name: /encounters/ }).innerText()).toMatch(/not shown[^]*not shown/);
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('of more messages than are tried at a time it says that the others were not, and older ones stay shown', () =>
    using(async ({ page, search }) => {
      const tried = await cannedMessages(page, 510);
      await search({ Feed: 'pas-adt' });
      await page.getByRole('button', { name: 'Show older messages' }).click();
      await page.locator('tbody').getByRole('row').nth(509).waitFor();
      await page.getByLabel('Choose all messages shown').check();
      await page.getByRole('button', { name: 'Release', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Release 510 messages' });
      await dialog
        .getByText('Only the first 100 to arrive were tried: what the other 410 would do is not known.')
        .waitFor();
      expect(tried.map((ids) => [ids.length, ids[0], ids.at(-1)])).toEqual([[100, 'm_1', 'm_100']]);
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('what the tail takes off the page leaves no gap: it is neither chosen nor followed by older ones', () =>
    using(async ({ page, search }) => {
      await cannedMessages(page, 510);
      await page.route('**/graphql', (route) => {
        if (!(route.request().postData() ?? '').includes('ConsoleTail')) return route.fallback();
        const edges = [511, 512, 513].map(edge);
        const messages = { edges, pageInfo: { hasNextPage: false, endCursor: '513' } };
        return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ data: { messages } }) });
      });
      await search({ Feed: 'pas-adt' });
      await page.locator('#found').getByText('500 messages shown, and there are older ones.').waitFor();
      await page.getByLabel('Choose all messages shown').check();
      await page.getByText('With 500 messages chosen').waitFor();
      await page.getByLabel('Live: show new messages as they arrive').check();
      await page.getByRole('button', { name: 'Show 3 messages that came since' }).click();
      await page.locator('#found').getByText('500 messages shown, and older ones were taken off the page.').waitFor();
      await page.getByText('With 497 messages chosen').waitFor();
      expect(await page.getByRole('button', { name: 'Show older messages' }).count()).toBe(0);
      await page.getByLabel('Live: show new messages as they arrive').uncheck();
      await page.getByRole('button', { name: 'Search again, for those that were taken off the page' }).click();
      await page.getByRole('button', { name: 'Show older messages' }).waitFor();
    }));

  test('where it may be sent to is not said to be nowhere when that could not be read', () =>
    using(async ({ page, search, row }) => {
      await cannedActions(page);
      await page.route('**/graphql', (route) =>
        (route.request().postData() ?? '').includes('ConsoleDestinations')
          ? route.fulfill({ json: { data: { resendDestinations: null }, errors: [{ message: 'Not read' }] } })
          : route.fallback(),
      );
      await search({ 'Control id': 'CON-1' });
      await row('CON-1').getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Resend', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Resend 1 message' });
      await dialog.getByText('Where it may be sent could not be read').waitFor();
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      expect(await dialog.getByRole('button', { name: 'Resend 1 message' }).isDisabled()).toBe(true);
    }));

  test('where no answer says whether it was done, that is said before it is done again', () =>
    using(async (desk) => {
      const { page } = desk;
      await cannedActions(page);
      await page.route('**/graphql', (route) =>
        (route.request().postData() ?? '').includes('ConsoleAct(')
          ? route.fulfill({
              contentType: 'application/json',
              body: JSON.stringify({
                data: { payload: null },
                errors: [{ message: 'No answer in time', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
              }),
            })
          : route.fallback(),
      );
      const dialog = await releasing(desk);
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByText(/^Whether it was done is not known/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('who leaves the dialog before there was an answer is shown what came of it', () =>
    using(async (desk) => {
      const { page } = desk;
      await cannedActions(page);
      let answer = (): void => undefined;
      const slow = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/graphql', async (route) => {
        if ((route.request().postData() ?? '').includes('ConsoleAct(')) await slow;
        return route.fallback();
      });
      const dialog = await releasing(desk);
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('ConsoleSearch'));
      answer();
      await asked;
      await page.getByRole('status').getByText('1 of 2 messages done').waitFor({ state: 'attached' });
    }));

  test('who signs in again inside the dialog keeps what they typed; what was shown to the one before goes, and is tried anew', () =>
    using(async (desk) => {
      const { page } = desk;
      const done = await cannedActions(page);
      let over = 'ConsolePreview';
      await page.route('**/graphql', (route) =>
        (route.request().postData() ?? '').includes(over)
          ? route.fulfill({ json: { errors: [{ message: 'It is over', extensions: { code: 'UNAUTHENTICATED' } }] } })
          : route.fallback(),
      );
      const dialog = await releasing(desk);
      await dialog.getByText('Not signed in. Sign in again; what you typed is kept.').waitFor();
      over = 'ConsoleAct(';
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      expect(await dialog.getByText('It is over').count()).toBe(0);
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      await dialog.getByRole('button', { name: 'Show values in the effect' }).click();
      await dialog.getByText('Bed 7').waitFor();
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByText('It is over').waitFor();
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await dialog.getByText('Bed 7').waitFor({ state: 'detached' });
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      expect(await dialog.getByLabel('Why').inputValue()).toBe('The visit number was given by the ward');
      expect(await accessibilityFaults(page)).toEqual([]);
      over = 'nothing';
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByText('done to 1 of 2 messages').waitFor();
      expect(done).toHaveLength(1);
    }));

  test('an action that is asked for is not asked for a second time while values of its effect are opened', () =>
    using(async (desk) => {
      const { page } = desk;
      await cannedActions(page);
      await page.route('**/graphql', (route) =>
        (route.request().postData() ?? '').includes('ConsoleAct(') ? Promise.resolve() : route.fallback(),
      );
      const dialog = await releasing(desk);
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByRole('button', { name: 'Show values in the effect' }).click();
      await dialog.getByText('Bed 7').waitFor();
      expect(await dialog.getByRole('button', { name: 'Release 1 message' }).isDisabled()).toBe(true);
    }));

  test('going back closes the dialog: it never stands over another place than its own', () =>
    using(async (desk) => {
      const { page, search, open, heading } = desk;
      await cannedActions(page);
      await search({ 'Control id': 'CON-2' });
      await open('CON-2');
      await page.getByRole('button', { name: 'Release', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page.goBack();
      await heading(1, 'Messages').waitFor();
      await page.locator('dialog').waitFor({ state: 'detached' });
    }));

  test('how far an action is, once that cannot be asked for, is not said to go on: since when it is not known, and what to do', () =>
    using(async (desk) => {
      const { page } = desk;
      await cannedActions(page);
      let told = false;
      await page.route('**/graphql', (route) =>
        !told && (route.request().postData() ?? '').includes('ConsoleAction(')
          ? route.fulfill({ json: { data: { messageAction: null }, errors: [{ message: 'No answer in time' }] } })
          : route.fallback(),
      );
      const dialog = await releasing(desk);
      await dialog.getByText('3 messages waiting behind would go on').waitFor();
      await dialog.getByLabel('Why').fill('The visit number was given by the ward');
      await dialog.getByRole('button', { name: 'Release 1 message' }).click();
      await dialog.getByText(/How far it is has not been known since \d+ \w+ \d{4}, [\d:]+ (GMT|BST)/).waitFor();
      expect(await dialog.getByText('It goes on.').count()).toBe(0);
      expect(await dialog.innerText()).toContain('look under "What engineers did" before it is done again');
      expect(await accessibilityFaults(page)).toEqual([]);
      told = true;
      await dialog.getByText('has not been known since').waitFor({ state: 'detached' });
      await dialog.getByText('done to 1 of 2 messages').waitFor();
    }));

  test('nothing is done when the dialog is left, and resending asks where to', () =>
    using(async ({ page, search, row }) => {
      const done = await cannedActions(page);
      await search({ 'Control id': 'CON-1' });
      await row('CON-1').getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Resend', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Resend 1 message' });
      await dialog.getByRole('option', { name: 'test-engine' }).waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(done).toEqual([]);
      expect(await focused(page)).toBe('Resend');
    }));

  test('hold, dismiss and release with the inbox as it is: what the preview said is what became of the messages', () =>
    using(async ({ page, search, row }) => {
      await send(
        hospital,
        'pas-adt',
        adt('A01', 'CON-7', 'S9900107^^^RWE', { rest: ['PV1|1|I|RWE^W12^^RWE'] }),
        adt('A28', 'CON-8', 'S9900107^^^RWE'),
        adt('A31', 'CON-9', 'S9900107^^^RWE'),
      );
      const act = async (action: string, id: string, effect: RegExp): Promise<void> => {
        await search({ 'Control id': id });
        await row(id).getByRole('checkbox').check();
        await page.getByRole('button', { name: action, exact: true }).click();
        const dialog = page.getByRole('dialog', { name: `${action} 1 message` });
        await dialog.getByText(effect).first().waitFor();
        await dialog.getByLabel('Why').fill('The ward sent the stay again');
        await dialog.getByRole('button', { name: `${action} 1 message` }).click();
        await dialog.getByText('done to 1 of 1 message').waitFor();
        await page.keyboard.press('Enter');
        await dialog.waitFor({ state: 'detached' });
        await hospital.adapters.worker?.drain();
      };
      const became = async (id: string, state: RegExp): Promise<void> => {
        await search({ 'Control id': id });
        await row(id).getByText(state).first().waitFor();
      };
      await act('Hold', 'CON-9', /./);
      await became('CON-9', /held/i);
      await act('Dismiss', 'CON-7', /1 message waiting behind would go on/);
      await became('CON-7', /superseded/i);
      await became('CON-8', /translated/i);
      await act('Release', 'CON-9', /./);
      await became('CON-9', /translated/i);
    }));

  test('a merge that only waits behind a held message is not offered to be released; that one says how many wait', () =>
    using(async ({ page, search, open }) => {
      await send(hospital, 'pas-adt', adt('A40', 'CON-10', 'S9900108^^^RWE', { rest: ['MRG|S9900102^^^RWE'] }));
      await search({ 'Control id': 'CON-10' });
      await open('CON-10');
      const became = page.getByRole('region', { name: 'What became of it' });
      await became.getByText('it goes on by itself once that one is released or dismissed').waitFor();
      await page.getByRole('button', { name: 'Dismiss', exact: true }).waitFor();
      expect(await page.getByRole('button', { name: 'Release', exact: true }).count()).toBe(0);
      await became.getByRole('link', { name: /^m_/ }).click();
      await became.getByText('2 messages wait behind it.').waitFor();
      await page.getByRole('button', { name: 'Release', exact: true }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('of the envelope of a batch it is not said that nobody was answered: each of its messages says what its sender was told', () =>
    using(async ({ page, search, open }) => {
      const batch = `BHS|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120||||CON-B1\r${adt('A31', 'CON-B2', 'S9900101^^^RWE')}BTS|1\r`;
      expect(await send(hospital, 'pas-adt', batch)).toEqual(['AA']);
      await search({ 'Control id': 'CON-B1' });
      await open('CON-B1');
      const told = page.getByRole('region', { name: 'What its sender was told' });
      await told.getByText('What was said of each message of the batch stands with that message.').waitFor();
      await page.getByRole('row', { name: /CON-B2.*AA/ }).waitFor();
    }));
};
