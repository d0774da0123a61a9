import type { Page } from 'playwright-core';

const DIFFERENCE = { capability: 'encounters', field: 'place.bed', severity: 'MAJOR' };
const RECORD = {
  ...{ id: 'a_7', action: 'RELEASE', at: '2026-11-20T12:00:00.000Z', by: 'WIRE Ivor', role: 'integration-engineer' },
  ...{ reason: 'The visit number was given by the ward', selected: 2, done: 1 },
  notDone: [{ id: 'm_9', why: 'It is not held' }],
};

const answers = (restricted: boolean): readonly (readonly [operation: string, data: (body: string) => object])[] => [
  [
    'ConsolePreview',
    (body) => {
      const opened = body.includes('"reason"') && !restricted;
      return {
        messageActionPreview: {
          ...{
            selected: 2,
            notApplicable: [{ id: 'm_9', why: 'It is not held' }],
            more: true,
            unblocks: 3,
            restricted,
          },
          differences: [
            {
              ...DIFFERENCE,
              record: opened ? 'RWE|700001' : null,
              before: opened ? 'Bed 4' : null,
              after: opened ? 'Bed 7' : null,
            },
          ],
        },
      };
    },
  ],
  ['ConsoleAction(', () => ({ messageAction: { ...RECORD, finishedAt: '2026-11-20T12:00:02.000Z' } })],
  [
    'ConsoleActions',
    () => ({ messageActions: { nodes: [RECORD], pageInfo: { hasNextPage: false, endCursor: null } } }),
  ],
  ['ConsoleAct(', () => ({ payload: { action: { ...RECORD, finishedAt: null }, userErrors: [] } })],
  ['ConsoleDestinations', () => ({ resendDestinations: ['test-engine'] })],
];

/**
 * Answers what the console asks of actions, so that every part of the dialog is there to be looked at: a severe
 * difference, masked and opened; one message that it does not apply to; an action that takes its time. Gives the texts
 * of what was asked to be done.
 */
export const cannedActions = async (page: Page, restricted = false): Promise<readonly string[]> => {
  const done: string[] = [];
  await page.route('**/graphql', (route) => {
    const body = route.request().postData() ?? '';
    const canned = answers(restricted).find(([operation]) => body.includes(operation));
    if (!canned) return route.fallback();
    if (body.includes('ConsoleAct(')) done.push(body);
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ data: canned[1](body) }) });
  });
  return done;
};
