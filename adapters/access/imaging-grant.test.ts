import { randomBytes } from 'node:crypto';
import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { createImagingGrants, IMAGING_GRANT_MS } from './imaging-grant';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const grants = createImagingGrants(randomBytes(32), clock);
const study = { instance: 'pacs@RWE', studyUid: '2.25.101', study: 'RWE|ACC1', person: 'pt_1' as PersonId } as const;
const ask: Ask = {
  viewer: {
    userId: '555000000020',
    name: 'WARD Ann',
    role: 'nurse',
    roleProfileId: '1',
    organisation: 'RWE' as OdsCode,
    organisationName: 'UHL',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'LatestChestCt',
  requestId: 'r1',
  deadline: clock.millis() + 3_000,
  signal: new AbortController().signal,
  clock,
};

test('a grant opens for its minute, for its study and viewer, and shows nothing on the outside', () => {
  const token = grants.seal(study, ask);
  expect(grants.open(token)).toMatchObject({ ...study, viewer: { userId: '555000000020' }, purpose: 'TREAT' });
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('2.25.101');
  const later = createImagingGrants(randomBytes(32), clock);
  expect(later.open(token)).toBeNull();
  clock.advance(IMAGING_GRANT_MS);
  expect(grants.open(token)).toBeNull();
});

test('a link issued under break-glass names the grant, and ends with it', () => {
  const breakGlass = { id: 'bg_1', until: new Date(clock.millis() + 5_000).toISOString() as Instant };
  const token = grants.seal({ ...study, breakGlass }, ask);
  expect(grants.open(token)).toMatchObject({ breakGlass: { id: 'bg_1' }, expires: clock.millis() + 5_000 });
  clock.advance(5_000);
  expect(grants.open(token)).toBeNull();
});

test('an altered token opens to nothing, and neither does one that is cut', () => {
  const token = grants.seal(study, ask);
  const bytes = Buffer.from(token, 'base64url');
  for (const at of [0, 13, 30, bytes.length - 1]) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(grants.open(altered.toString('base64url'))).toBeNull();
  }
  for (let length = 0; length < bytes.length; length += 1)
    expect(grants.open(bytes.subarray(0, length).toString('base64url'))).toBeNull();
});
