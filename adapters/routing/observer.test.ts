import { found } from '../../schema/answer';
import { ask, live, person, route, RWE, says, system, underTest, viewer } from './door-under-test';
import type { AnsweredRead } from './observer';

const address = { lines: ['1 Test Street'], postalCode: 'LE1 1AA' };
const demographics = { key: 'RWE|S1', source: live('pas@RWE'), names: [], address, telecom: [], nextOfKin: [] };

it('tells of a read once it is on record, unmasked and with the routes; one that throws harms nothing', async () => {
  const told: { read: AnsweredRead; onRecord: number }[] = [];
  const unexpected: unknown[] = [];
  const routes = [route('demographics', 'pas@RWE')];
  const { door, audited } = underTest(
    routes,
    {
      'pas@RWE': system('demographics', (ids) => Promise.resolve(ids.map(() => found(demographics, live('pas@RWE'))))),
    },
    {
      observer: {
        answered: (read) => {
          told.push({ read, onRecord: audited.length });
          throw new Error('an observer that fails');
        },
      },
      metrics: { unexpected: (error) => void unexpected.push(error) },
    },
  );
  const who = person('p-1', { restricted: true });
  const asking = ask({ viewer: viewer('clinician') });
  const [answers] = await door.forPeople('demographics', [who], {}, asking);
  expect(JSON.stringify(answers)).not.toContain('LE1 1AA');
  expect(told).toHaveLength(1);
  expect(told[0]?.onRecord).toBe(1);
  expect(told[0]?.read).toMatchObject({
    ...{ capability: 'demographics', people: [{ id: 'p-1' }], selection: {} },
    asked: [{ instance: 'pas@RWE', routes, at: [0], answers: [{ kind: 'found', value: demographics }] }],
  });
  expect(unexpected).toHaveLength(1);
});

it('tells of places, and of nothing that could not be put on record', async () => {
  const told: AnsweredRead[] = [];
  const observer = { answered: (read: AnsweredRead) => void told.push(read) };
  const systems = { 'pas@RWE': system('wards', says('pas@RWE')) };
  const routes = [route('wards', 'pas@RWE')];
  await underTest(routes, systems, { observer }).door.forPlaces('wards', [{ organisation: RWE }], {}, ask());
  expect(told).toMatchObject([{ capability: 'wards', places: [{ organisation: 'RWE' }] }]);
  const audit = { recordRead: () => Promise.reject(new Error('the disk is full')) };
  const broken = underTest(routes, systems, { observer, audit }).door;
  await expect(broken.forPlaces('wards', [{ organisation: RWE }], {}, ask())).rejects.toThrow('could not be recorded');
  expect(told).toHaveLength(1);
});
