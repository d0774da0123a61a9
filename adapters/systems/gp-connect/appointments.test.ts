import { openUnderTest, valueOf, type UnderTest } from './gp-connect-under-test';
import type { Instant } from '../../../schema/time';

let practice: UnderTest;
beforeAll(async () => {
  practice = await openUnderTest();
});
afterAll(() => practice.close());

const appointments = async (key: string, from: string, to: string) => {
  const window = { from: from as Instant, to: to as Instant };
  const source = practice.connection.sources.people.appointments;
  return (await source?.([practice.identity(key)], { window }, practice.ask))?.[0];
};

test('what is booked at the practice, found by NHS number and then by the practice’s own id', async () => {
  practice.asked();
  const answer = await appointments('p001', '2026-11-20T10:00:00.000Z', '2027-01-15T10:00:00.000Z');
  expect(answer).toMatchObject({ kind: 'found', complete: true, warnings: [] });
  expect(valueOf(answer)).toMatchObject([
    {
      key: 'gp-connect@C82999|Appointment/GP910',
      kind: 'general-practice',
      status: 'booked',
      start: '2026-11-25T10:10:00.000Z',
      end: '2026-11-25T10:20:00.000Z',
      description: 'Asthma review',
      place: 'Test Practice, Room 3',
      practitioner: { text: 'GREEN, Giles (Dr)' },
    },
  ]);
  expect(practice.asked()).toEqual(['GET Patient', 'GET Appointment']);
});

test('the last day of the window counts, the moment it ends at does not', async () => {
  expect(valueOf(await appointments('p001', '2026-11-20T10:00:00.000Z', '2026-11-25T10:11:00.000Z'))).toHaveLength(1);
  expect(valueOf(await appointments('p001', '2026-11-20T10:00:00.000Z', '2026-11-25T00:00:00.000Z'))).toEqual([]);
});

test('a window that begins before today is answered from today on, and says so', async () => {
  const partly = await appointments('p001', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z');
  expect(partly).toMatchObject({ complete: false, warnings: [{ code: 'WINDOW_BEGINS_IN_PAST' }] });
  expect(valueOf(partly)).toHaveLength(1);
  practice.asked();
  const past = await appointments('p001', '2026-10-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z');
  expect(past).toMatchObject({ kind: 'found', value: [], complete: false });
  expect(practice.asked()).toEqual([]);
});

test('nobody found is a refusal, as for the record', async () => {
  expect(await appointments('p022', '2026-11-20T10:00:00.000Z', '2026-12-01T00:00:00.000Z')).toMatchObject({
    kind: 'failed',
    error: {
      code: 'SOURCE_REFUSED',
      retryable: false,
      message: 'gp-connect@C82999: The practice has no record it can share; this is not the same as none recorded',
    },
  });
});
