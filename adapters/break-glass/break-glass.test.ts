import { sql } from 'kysely';
import type { Ask, Viewer } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { ReadRecord } from '../audit';
import { rolePolicy } from '../access';
import { createRecorder } from '../routing';
import { createBreakGlass } from '.';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const as = (userId: string): Ask => {
  const viewer: Viewer = {
    ...{ userId, name: 'WATCH Petra', role: 'privacy-officer', roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  };
  return {
    ...{ viewer, purpose: 'HOPERAT', client: 'test', operation: 'Review', requestId: 'r-1', clock },
    ...{ deadline: clock.millis() + 3_000, signal: new AbortController().signal },
  };
};

test('nobody reviews what they opened themselves in another role, and that they tried is on record', async () => {
  const { db } = fresh.store;
  await sql`insert into break_glass_grant (id, person_id, user_id, user_name, role, organisation, reason, words, at, until_at)
    values ('bg_1', 'pt_1', 'u-1', 'WATCH Petra', 'clinician', 'RWE', 'EMERGENCY', 'found unconscious',
      '2026-11-20T09:00:00Z', '2026-11-20T11:00:00Z')`.execute(db);
  const audited: ReadRecord[] = [];
  const audit = { recordRead: (read: ReadRecord) => Promise.resolve(void audited.push(read)) };
  const recorder = createRecorder(audit, rolePolicy, {});
  const identity = { byIds: () => Promise.resolve([]) };
  const schedule = { start: () => 0, hold: () => Promise.resolve() };
  const breakGlass = createBreakGlass({ store: fresh.store, identity, recorder, schedule, clock });
  const review = { outcome: 'JUSTIFIED', words: 'It was me, and it was well' } as const;
  await expect(breakGlass.review('bg_1', review, as('u-1'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(audited).toMatchObject([{ outcome: 'refused', capability: 'break-glass-review', persons: ['pt_1'] }]);
  expect(await breakGlass.review('bg_1', review, as('u-2'))).toMatchObject({ review: { outcome: 'JUSTIFIED' } });
});
