import type { Opened } from './opened';
import { at } from '../../scenarios/answers';
import type { Hospital } from '../../scenarios/hospital';
import { accessibilityFaults } from '../accessibility';
import type { Browser } from '../browser';
import { whatIsKept } from '../console-page';
import { focused, tabTo } from '../keyboard';
import type { Page } from 'playwright-core';

const MAVIS = '9990000018';
const ASH = '9990000123';
const ALLERGIES = `query Allergies($n: NhsNumber!) {
  patient(nhsNumber: $n) { id allergies { nodes { code { text } } completeness { status } } }
}`;

const STANDING = 'query ($n: NhsNumber!) { privacyDirectives(nhsNumber: $n) { nodes { id } } }';
const END = `mutation ($input: EndPrivacyDirectiveInput!) {
  endPrivacyDirective(input: $input) { userErrors { message } }
}`;

/** Who looked at a record, as the privacy officer sees it. */
export const accessSuite = (opened: () => Opened): void => {
  let hospital: Hospital;
  let browser: Browser;
  beforeAll(async () => {
    ({ hospital, browser } = opened());
    for (const role of ['clinician', 'ward-clerk'] as const) await hospital.ask(role, ALLERGIES, { n: MAVIS });
  }, 300_000);

  /** Uses the page, and holds it to what every page owes: no complaint, nothing asked of anyone else. */
  const using = async (use: (page: Page) => Promise<void>, cutOff = false): Promise<void> => {
    const { page, complaints, strangers } = await browser.visit('/access');
    await page.getByRole('status').getByText('Signed in as privacy-officer').waitFor();
    await use(page);
    // A request that was cut off on purpose is complained of by the browser.
    expect(complaints.filter((each) => !(cutOff && each.includes('net::ERR_FAILED')))).toEqual([]);
    expect(strangers).toEqual([]);
    await page.close();
  };
  const lookUp = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes('AccessLog'));
    await page.getByRole('button', { name: 'Look up' }).click();
    await answered;
  };

  test('a person is looked up by NHS number: who, under which role and purpose, what, and what became of it', () =>
    using(async (page) => {
      await lookUp(page, { 'NHS number': MAVIS });
      const rows = page.locator('tbody').getByRole('row');
      await rows.filter({ hasText: 'ward-clerk' }).waitFor();
      expect(await rows.filter({ hasText: 'ward-clerk' }).innerText()).toMatch(
        /Treatment \(TREAT\)[^]*Allergies[^]*allergies, demographics[^]*Partly refused[^]*may not read allergies/,
      );
      expect(await rows.filter({ hasText: 'clinician' }).innerText()).toMatch(/pas@RWE[^]*Answered/);
      expect(await accessibilityFaults(page)).toEqual([]);
      const kept = await whatIsKept(page);
      expect(kept).not.toContain(MAVIS);
      expect(kept).toContain('{},{},""');
    }));

  test('one request is shown as seen, by keyboard, and the way back leads to where one was', () =>
    using(async (page) => {
      await page.getByLabel('NHS number', { exact: true }).focus();
      await page.keyboard.type(MAVIS);
      await page.keyboard.press('Enter');
      await page.locator('tbody').getByRole('row').filter({ hasText: 'clinician' }).waitFor();
      const last = await page
        .getByRole('button', { name: /as seen$/ })
        .last()
        .getAttribute('aria-label');
      if (last === null) throw new Error('There is no button');
      await tabTo(page, last);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: /^As seen by/ }).waitFor();
      expect(await focused(page)).toMatch(/^As seen by/);
      await tabTo(page, /^allergies from pas@RWE/);
      await page.keyboard.press('Enter');
      expect(await page.locator('details[open]').innerText()).toContain('penicillin');
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.setViewportSize({ width: 1280, height: 900 });
      await tabTo(page, 'Back to the requests');
      await page.keyboard.press('Enter');
      expect(await focused(page)).toBe(last);
    }));

  test('a record opened by break-glass waits for its review, and is reviewed by keyboard', async () => {
    const nurse = { authorization: `Bearer ${await hospital.tokenFor('nurse', ['RWE|W12'])}` };
    const bertie = await hospital.askWith(nurse, '{ patient(nhsNumber: "9990000123") { id } }');
    const input = {
      ...{ patient: at(bertie, 'patient.id'), reason: 'EMERGENCY', words: 'Brought in unconscious, allergies needed' },
    };
    const opening = `mutation Open($input: BreakGlassInput!) { breakGlass(input: $input) { grant { id } } }`;
    await hospital.askWith(nurse, opening, { input });
    await hospital.askWith(nurse, ALLERGIES, { n: '9990000123' });
    await using(async (page) => {
      await tabTo(page, 'Show what waits for review');
      await page.keyboard.press('Enter');
      const opened = page.locator('tbody').getByRole('row');
      await opened.waitFor();
      expect(await opened.innerText()).toMatch(/WARD Ann[^]*Emergency[^]*Brought in unconscious[^]*allergies/);
      expect(await accessibilityFaults(page)).toEqual([]);
      await tabTo(page, /^Review what WARD Ann opened/);
      await page.keyboard.press('Enter');
      await page.getByLabel('In words').fill('short');
      await page.getByRole('button', { name: 'Put on record' }).click();
      await page.getByText('Give a reason of at least 10 characters').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByLabel('In words').fill('The ambulance sheet bears it out');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('0 records wait for their review').first().waitFor();
      expect(await focused(page)).toMatch(/^Opened by break-glass/);
    });
  });

  test('a part of a record is sealed, a carer let in, and both ended: each with a reason, on record', () =>
    using(async (page) => {
      const stands = page.getByRole('region', { name: 'Marks, seals and carers of one person' });
      const heard = page.getByText('It is on record, and holds from the next read on', { exact: true });
      const doing = async (form: string, fields: Readonly<Record<string, string>>, act: string): Promise<void> => {
        await stands.getByText(form, { exact: true }).click();
        for (const [label, value] of Object.entries(fields))
          await stands.getByRole('form', { name: form }).getByLabel(label, { exact: true }).fill(value);
        await stands.getByRole('form', { name: form }).getByRole('button', { name: act }).click();
      };
      await stands.getByLabel('NHS number of the person').fill(ASH);
      await stands.getByRole('button', { name: 'Show what stands' }).click();
      await stands.getByText('Nothing that narrows who may read this record was put down here.').waitFor();
      await doing('Narrow who may read', { Capability: 'allergies', Why: 'short' }, 'Put it down');
      await stands.getByText('Give a reason of at least 10 characters').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await stands.getByRole('form', { name: 'Narrow who may read' }).getByLabel('Why').fill('As they asked by letter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const sealed = stands.getByRole('row').filter({ hasText: 'As they asked by letter' });
      await sealed.waitFor();
      expect(await sealed.innerText()).toMatch(
        /A part is sealed\s+allergies[^]*until it is ended[^]*End: A part is sealed/,
      );
      await heard.waitFor();
      expect(await focused(page)).toMatch(/^Marks, seals and carers/);
      const carer = { 'Name of the carer': 'CARER Cara', 'NHS number of the carer': '9990000034' };
      await doing('Let a carer read', { ...carer, Why: 'The form they signed was seen' }, 'Let them read');
      await stands.getByRole('row').filter({ hasText: 'CARER Cara' }).waitFor();
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = false; })');
      for (const one of ['CARER Cara', 'A part is sealed (allergies)']) {
        await doing(`End: ${one}`, { Why: 'They changed their mind' }, 'End it');
        await stands.getByText(`End: ${one}`, { exact: true }).waitFor({ state: 'detached' });
      }
      expect(await stands.getByText(/: They changed their mind$/).count()).toBe(2);
      expect(await whatIsKept(page)).not.toContain(ASH);
    }));

  test('where the clocks change, a seal holds as long as it may be meant, and a carer reads as short', () =>
    using(async (page) => {
      const stands = page.getByRole('region', { name: 'Marks, seals and carers of one person' });
      const asked: unknown[] = [];
      await page.route('**/graphql', (route) => {
        const body = route.request().postDataJSON() as { readonly query: string; readonly variables: object };
        if (!/PutDirective|RecordCarer|AccessLog/.test(body.query)) return route.fallback();
        asked.push(body.variables);
        return route.abort();
      });
      await stands.getByLabel('NHS number of the person').fill(ASH);
      await stands.getByRole('button', { name: 'Show what stands' }).click();
      for (const [form, act, more] of [
        ['Narrow who may read', 'Put it down', {}],
        ['Let a carer read', 'Let them read', { 'NHS number of the carer': '9990000034' }],
      ] as const) {
        await stands.getByText(form, { exact: true }).click();
        const fields = { From: '2037-03-29T01:30', Until: '2037-10-25T01:30', Why: 'As they asked by letter', ...more };
        for (const [label, value] of Object.entries(fields))
          await stands.getByRole('form', { name: form }).getByLabel(label, { exact: true }).fill(value);
        await stands.getByRole('button', { name: act }).click();
        await page.getByRole('alert').getByText('Whether it was done is not known.').waitFor();
      }
      const search = page.getByRole('form', { name: 'Look up reads' });
      await search.getByLabel('User id').fill('555000000010');
      await search.getByLabel('From').fill('2037-03-29T01:30');
      await search.getByLabel('Until').fill('2037-10-25T01:30');
      await search.getByRole('button', { name: 'Look up' }).click();
      await page.getByRole('alert').getByText('Causeway did not answer').waitFor();
      const [early, late] = [
        { from: '2037-03-29T01:00:00.000Z', until: '2037-10-25T01:30:00.000Z' },
        { from: '2037-03-29T01:30:00.000Z', until: '2037-10-25T00:30:00.000Z' },
      ];
      expect(asked).toEqual([
        expect.objectContaining({ input: expect.objectContaining(early) as unknown }),
        expect.objectContaining({ input: expect.objectContaining(late) as unknown }),
        expect.objectContaining({
          filter: { user: '555000000010', window: { from: early.from, to: early.until } },
        }),
      ]);
    }, true));

  test('a hospital number is looked up once it is said of which hospital', () =>
    using(async (page) => {
      const filters: unknown[] = [];
      await page.route('**/graphql', async (route) => {
        const { variables } = JSON.parse(route.request().postData() ?? '{}') as { variables?: { filter?: unknown } };
        if (variables?.filter === undefined) return route.fallback();
        filters.push(variables.filter);
        return route.abort();
      });
      const search = page.getByRole('form', { name: 'Look up reads' });
      await search.getByLabel('Hospital number').fill('S9900101');
      await search.getByRole('button', { name: 'Look up' }).click();
      await search.getByLabel('Its hospital').and(page.locator(':focus')).waitFor();
      await search.getByLabel('Its hospital').fill('RWE');
      await search.getByRole('button', { name: 'Look up' }).click();
      await page.getByRole('alert').getByText('Causeway did not answer').waitFor();
      expect(filters).toEqual([
        { identifier: { system: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number', value: 'S9900101' } },
      ]);
    }, true));

  test('a page of records that wait for their review is not said to be all of them', () =>
    using(async (page) => {
      const who = { userId: '555000000020', userName: 'WARD Ann', role: 'nurse', organisation: 'RWE' };
      const at = { at: '2026-11-20T10:00:00.000Z', until: '2026-11-20T12:00:00.000Z', endedAt: null };
      const what = { reason: 'EMERGENCY', words: 'Brought in', capabilities: [], requests: 0, review: null };
      const nodes = [{ id: 'bg_1', patient: { id: 'pt_1' }, ...who, ...at, ...what }];
      let pages = 0;
      await page.route('**/graphql', (route) => {
        if (!(route.request().postData() ?? '').includes('BreakGlassReviews')) return route.fallback();
        pages += 1;
        const breakGlassReviews = { nodes, pageInfo: { hasNextPage: true, endCursor: 'next' } };
        return pages === 1 ? route.fulfill({ json: { data: { breakGlassReviews } } }) : route.abort();
      });
      await page.getByRole('button', { name: 'Show what waits for review' }).click();
      await page.locator('p').getByText('There are more than the 1 shown that wait for their review').first().waitFor();
      await page.getByRole('button', { name: 'Show older records' }).click();
      await page.getByRole('alert').getByText('Causeway did not answer').waitFor();
      // What was there stays, and can be asked for again.
      expect(await page.getByRole('row', { name: /WARD Ann/ }).count()).toBe(1);
      expect(await page.getByRole('button', { name: 'Show older records' }).count()).toBe(1);
    }, true));

  test('one single record is sealed, by its id and its own capability', () =>
    using(async (page) => {
      const stands = page.getByRole('region', { name: 'Marks, seals and carers of one person' });
      const form = stands.getByRole('form', { name: 'Narrow who may read' });
      const record = hospital.adapters.door.ids.seal('allergy', 'RWE|an allergy');
      await stands.getByLabel('NHS number of the person').fill(ASH);
      await stands.getByRole('button', { name: 'Show what stands' }).click();
      await stands.getByText('Narrow who may read', { exact: true }).click();
      await form.getByLabel('Capability', { exact: true }).fill('problems');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toContain('One record');
      await page.keyboard.type(record);
      await form.getByLabel('Why').fill('Only this one, they said');
      await form.getByRole('button', { name: 'Put it down' }).click();
      await page.getByRole('alert').getByText('part.record is no record of problems').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await form.getByLabel('Capability', { exact: true }).fill('allergies');
      await form.getByRole('button', { name: 'Put it down' }).click();
      const sealed = stands.getByRole('row').filter({ hasText: 'Only this one, they said' });
      await sealed.waitFor();
      expect(await sealed.innerText()).toMatch(/one record: allergies/);
      const ending = stands.getByRole('form', { name: 'End: A part is sealed (one record: allergies)' });
      await stands.getByText('End: A part is sealed (one record: allergies)', { exact: true }).click();
      await ending.getByLabel('Why').fill('They changed their mind');
      // Another officer is first.
      const standing = await hospital.ask('privacy-officer', STANDING, { n: ASH });
      const [id] = at(standing, 'privacyDirectives.nodes.id') as readonly string[];
      await hospital.ask('privacy-officer', END, { input: { id, reason: 'Ended at the other desk' } });
      await ending.getByRole('button', { name: 'End it' }).click();
      await stands.getByText(/: Ended at the other desk$/).waitFor();
      await page.getByRole('alert').getByText('no directive that stands').waitFor();
      expect(await stands.getByText('End: A part is sealed (one record: allergies)').count()).toBe(0);
    }));

  test('what cannot be looked up is said, and takes the focus', () =>
    using(async (page) => {
      await lookUp(page, { 'NHS number': '9990009996' });
      await page.getByRole('alert').getByText('Nobody is known by this number').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }));

  test('whoever may not see it sees nothing, and what the one before was shown is gone', () =>
    using(async (page) => {
      await lookUp(page, { 'NHS number': MAVIS });
      await page.getByRole('table').waitFor();
      await page.getByLabel('Role', { exact: true }).selectOption('nurse');
      await page.getByRole('status').getByText('Signed in as nurse').waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
      await lookUp(page, {});
      await page.getByRole('alert').getByText('FORBIDDEN').waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
    }));
};
