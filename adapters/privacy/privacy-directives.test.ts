import type { Ask, PersonQuery, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { NewPrivacyDirective } from '../../schema/privacy';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import type { ReadRecord } from '../audit';
import { createRecorder } from '../routing';
import { createPrivacyDirectives } from '.';

const START = Date.parse('2026-11-20T10:00:00Z');
const clock = { millis: () => START };
const MAVIS = '9990000018' as NhsNumber;
const REASON = 'She asked for it at the desk';
const PERSON: PersonIdentity = {
  ...{ id: 'pt_mavis' as PersonId, mergedIds: [], nhsNumber: MAVIS, nhsNumberVerified: true, identifiers: [] },
  ...{ restricted: false, epoch: 1, records: [{ instance: 'pas@RWE' as InstanceName, recordId: 'S1' }] },
};

let fresh: FreshDatabase;
let audited: ReadRecord[] = [];
beforeEach(async () => {
  fresh = await freshDatabase();
  audited = [];
});
afterEach(() => fresh.drop());

const directives = () => {
  const find = (query: PersonQuery) =>
    Promise.resolve(
      query.by === 'nhsNumber' && query.nhsNumber === MAVIS
        ? ({ kind: 'one', person: PERSON } as const)
        : ({ kind: 'none' } as const),
    );
  const recordRead = (read: ReadRecord): Promise<void> => {
    audited.push(read);
    return Promise.resolve();
  };
  const recorder = createRecorder({ recordRead }, rolePolicy, {});
  return createPrivacyDirectives({
    ...{ store: fresh.store, identity: { find }, recorder, clock },
    ledger: { systems: () => [] },
  });
};

const as = (role: Role, nhsNumber?: NhsNumber): Ask => {
  const viewer: Viewer = {
    ...{ userId: `u-${role}`, name: `NAME of ${role}`, role, roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL', ...(nhsNumber && { nhsNumber }) },
  };
  return {
    ...{ viewer, purpose: role === 'patient' ? 'PATRQT' : 'HOPERAT', client: 'test', operation: 'Wish' },
    ...{ requestId: 'r-1', clock, deadline: START + 3_000, signal: new AbortController().signal },
  };
};
const officer = as('privacy-officer');
const seal = (more: Partial<NewPrivacyDirective> = {}): NewPrivacyDirective => ({
  ...{ nhsNumber: MAVIS, kind: 'sealed', part: { capability: 'lab-reports' }, reason: REASON, ...more },
});
const refusals = (): readonly unknown[] =>
  audited.filter(({ outcome }) => outcome === 'refused').map(({ note }) => note);

test('the same wish put down again is the one that stands, and ended once it is ended; another is another', async () => {
  const wishes = directives();
  const first = await wishes.put(seal(), officer);
  expect((await wishes.put(seal(), officer)).id).toBe(first.id);
  const others = [
    await wishes.put(seal({ kind: 'sealed-and-locked' }), officer),
    await wishes.put(seal({ part: { capability: 'observations' } }), officer),
    await wishes.put(seal({ part: { capability: 'lab-reports', record: 'r1' } }), officer),
  ];
  expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(4);
  await wishes.end(first.id, REASON, officer);
  const again = await wishes.put(seal(), officer);
  expect(again.id).not.toBe(first.id);
  const standing = (await wishes.of({ nhsNumber: MAVIS }, officer)).filter(({ endedAt }) => endedAt === null);
  expect(standing.map(({ id }) => id)).toEqual([again.id, ...others.map(({ id }) => id).reverse()]);
});

test('a person has two hundred that stand at the most; one that is ended makes room', async () => {
  const wishes = directives();
  const put = (at: number) => wishes.put(seal({ part: { capability: 'lab-reports', record: `r${at}` } }), officer);
  const first = await put(0);
  for (let at = 1; at < 200; at += 1) await put(at);
  await expect(put(200)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await put(0)).id).toBe(first.id);
  await wishes.end(first.id, REASON, officer);
  await expect(put(200)).resolves.toBeDefined();
});

test('whoever tries numbers, others’ records or ids of others is on record, each time', async () => {
  const wishes = directives();
  const nobody = { nhsNumber: '9990000026' as NhsNumber };
  await expect(wishes.put(seal(nobody), officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(wishes.of(nobody, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(wishes.of({ nhsNumber: MAVIS }, as('patient', nobody.nhsNumber))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(wishes.end('pd_none', REASON, officer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(refusals()).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'FORBIDDEN', 'not theirs to end']);
});
