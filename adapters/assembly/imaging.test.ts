import { randomBytes } from 'node:crypto';
import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { createImagingGrants } from '../access/imaging-grant';
import type { ReadRecord } from '../audit';
import type { Connection } from '../contract';
import { createImaging } from './imaging';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ask: Ask = {
  viewer: {
    ...{ userId: 'u-1', name: 'DOCTOR Dana', role: 'clinician', roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  },
  ...{ purpose: 'TREAT', client: 'test', operation: 'Chest', requestId: 'r-1', clock },
  ...{ deadline: clock.millis() + 3_000, signal: new AbortController().signal },
};
const study = { instance: 'pacs@RWE', studyUid: '2.25.101', person: 'pt_1' as PersonId } as const;

test('a picture fetched by a link under break-glass is on record as such, so that its review finds it', async () => {
  const audited: ReadRecord[] = [];
  const connection: Connection = {
    sources: { people: {}, places: {} },
    images: { thumbnail: () => Promise.resolve({ contentType: 'image/png', bytes: Buffer.from('') }) },
  } as unknown as Connection;
  const imaging = createImaging({
    connections: new Map([[study.instance, { connection }]]),
    audit: { recordRead: (read) => Promise.resolve(void audited.push(read)) },
    ...{ grants: createImagingGrants(randomBytes(32), clock), clock },
  });
  const fetched = (path: string) => imaging.thumbnail(path.replace('/imaging/', ''));
  const breakGlass = { id: 'bg_1', until: '2026-11-20T10:30:00.000Z' as Instant };
  await fetched(imaging.links.issue({ ...study, breakGlass }, ask));
  await fetched(imaging.links.issue(study, ask));
  expect(audited.map((row) => [row.outcome, row.ask.purpose, row.note])).toEqual([
    ['answered', 'BTG', 'break-glass bg_1'],
    ['answered', 'TREAT', 'thumbnail'],
  ]);
});
