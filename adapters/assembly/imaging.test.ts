import { randomBytes } from 'node:crypto';
import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { createImagingGrants } from '../access/imaging-grant';
import type { ReadRecord } from '../audit';
import { SourceFault, type Connection } from '../contract';
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
const study = { instance: 'pacs@RWE', studyUid: '2.25.101', study: 'RWE|ACC1', person: 'pt_1' as PersonId } as const;
const person: PersonIdentity = {
  ...{ id: study.person, mergedIds: [], nhsNumberVerified: true, identifiers: [], records: [], restricted: false },
  epoch: 1,
};
const kind = { provides: {} };
const schedule = { start: () => clock.millis(), hold: () => Promise.resolve() };
const holding = (one: PersonIdentity | null) => ({ byIds: () => Promise.resolve([one]) });

test('a picture fetched by a link under break-glass is on record as such, so that its review finds it', async () => {
  const audited: ReadRecord[] = [];
  const connection: Connection = {
    sources: { people: {}, places: {} },
    images: { thumbnail: () => Promise.resolve({ contentType: 'image/png', bytes: Buffer.from('') }) },
  } as unknown as Connection;
  const imaging = createImaging({
    connections: new Map([[study.instance, { kind, connection }]]),
    audit: { recordRead: (read) => Promise.resolve(void audited.push(read)) },
    ...{ grants: createImagingGrants(randomBytes(32), clock), clock, schedule, identity: holding(person) },
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

test('an archive that fails is told apart from our own record of reads, without which nothing is shown', async () => {
  const fetched = (thumbnail: () => Promise<{ contentType: string; bytes: Buffer }>) => {
    const imaging = createImaging({
      connections: new Map([
        [study.instance, { kind, connection: { images: { thumbnail } } as unknown as Connection }],
      ]),
      audit: { recordRead: () => Promise.reject(new Error('the disk is full')) },
      ...{ grants: createImagingGrants(randomBytes(32), clock), clock, schedule, identity: holding(person) },
    });
    return imaging.thumbnail(imaging.links.issue(study, ask).replace('/imaging/', ''));
  };
  const fault = new SourceFault('SOURCE_UNAVAILABLE', 'No connection');
  expect(await fetched(() => Promise.reject(fault))).toBe('failed');
  await expect(fetched(() => Promise.resolve({ contentType: 'image/png', bytes: Buffer.from('') }))).rejects.toThrow();
});

test.each([
  ['whose whole record has become very restricted since', { veryRestricted: true }],
  [
    'who has sealed this study since',
    { seals: [{ kind: 'sealed', capability: 'imaging-studies', record: 'RWE|ACC1' }] },
  ],
  ['who is nobody now', null],
  ['who has locked their pictures since', { seals: [{ kind: 'sealed-and-locked', capability: 'imaging-studies' }] }],
] as const)('a link of somebody %s opens nothing, no archive is asked, and the try is on record', async (_, since) => {
  const audited: ReadRecord[] = [];
  const thumbnail = jest.fn();
  const imaging = createImaging({
    connections: new Map([[study.instance, { kind, connection: { images: { thumbnail } } as unknown as Connection }]]),
    audit: { recordRead: (read) => Promise.resolve(void audited.push(read)) },
    ...{ grants: createImagingGrants(randomBytes(32), clock), clock, schedule },
    identity: holding(since && { ...person, ...since }),
  });
  const link = imaging.links.issue(study, ask);
  expect(await imaging.thumbnail(link.replace('/imaging/', ''))).toBeNull();
  expect(thumbnail).not.toHaveBeenCalled();
  expect(audited.map(({ outcome, persons }) => [outcome, persons])).toEqual([['refused', [study.person]]]);
});

test.each([
  [true, [{ organisation: 'RWE' as OdsCode, code: 'W12' }]],
  [false, []],
])(
  'dissent leaves a picture shown (%s) to staff employed elsewhere as the list that linked it',
  async (shown, wards) => {
    const thumbnail = jest.fn(() => Promise.resolve({ contentType: 'image/png', bytes: Buffer.from('') }));
    const imaging = createImaging({
      connections: new Map([
        [study.instance, { kind, connection: { images: { thumbnail } } as unknown as Connection }],
      ]),
      audit: { recordRead: () => Promise.resolve() },
      ...{ grants: createImagingGrants(randomBytes(32), clock), clock, schedule },
      identity: holding({ ...person, dissents: true }),
    });
    const viewer = { ...ask.viewer, organisation: 'RT5' as OdsCode, wards };
    const link = imaging.links.issue(study, { ...ask, viewer });
    expect((await imaging.thumbnail(link.replace('/imaging/', ''))) !== null).toBe(shown);
  },
);
