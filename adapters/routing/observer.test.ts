import { found } from '../../schema/answer';
import { SourceFault } from '../contract';
import { ask, clock, live, person, route, RWE, says, system, underTest, viewer } from './door-under-test';
import { fanOut, type AnsweredRead } from './observer';

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

describe('a system that did not answer in time', () => {
  const heard = async (
    speak: () => Promise<never>,
    asking: Parameters<typeof ask>[0],
    recordRead: () => Promise<void> = () => Promise.resolve(),
  ) => {
    const told: AnsweredRead[] = [];
    const observer = fanOut([{ answered: (read) => void told.push(read) }], (error) => {
      throw error;
    });
    const routes = [route('demographics', 'pas@RWE')];
    const systems = { 'pas@RWE': system('demographics', speak, { asksAs: 'user' }) };
    const { door } = underTest(routes, systems, { observer, audit: { recordRead } });
    await door.forPeople('demographics', [person('p-1')], {}, ask(asking));
    return told.flatMap(({ asked }) => asked.flatMap(({ answers }) => answers.map(({ kind }) => kind)));
  };
  const never = () => new Promise<never>(() => undefined);

  it('is told of', async () => {
    const slow = () => {
      clock.advance(300);
      return never();
    };
    expect(await heard(slow, { withinMs: 400 })).toEqual(['failed']);
  });

  it('is not blamed where others had used up the time', async () => {
    expect(await heard(never, { withinMs: 0 })).toEqual([]);
    expect(await heard(never, { withinMs: 50 })).toEqual([]);
  });

  it('is not blamed where whoever asked went away', async () => {
    const gone = new AbortController();
    const left = () => {
      clock.advance(300);
      gone.abort();
      return never();
    };
    expect(await heard(left, { signal: gone.signal })).toEqual([]);
  });

  it('is told of where it failed of itself, whoever went away', async () => {
    const gone = new AbortController();
    const broken = () => Promise.reject<never>(new SourceFault('SOURCE_REFUSED', 'refuses'));
    const leaves = () => Promise.resolve(gone.abort());
    expect(await heard(broken, { signal: gone.signal }, leaves)).toEqual(['failed']);
  });
});
