import type { Capability, Role } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import { rolePolicy } from '../access';
import type { IdentityIndex } from '../identity';
import type { Relationships } from '../relationships';
import { createAdmission } from './admission';
import { ask, clock, person, viewer } from './door-under-test';
import { createRecorder } from './recorder';

/** Strangers all, but for one. */
const admission = (stale = false, marked: readonly string[] = []) => {
  const asked: string[][] = [];
  const relationships: Relationships = {
    of: (_, people) => {
      asked.push(people.map(({ id }) => id));
      return Promise.resolve(
        people.map(({ id }) => ({ bases: new Set(id === 'mine' ? ['ward'] : []), grant: null })) as never,
      );
    },
    proxiesOf: () => Promise.resolve([]),
    isStale: () => Promise.resolve(stale),
  };
  const index: Pick<IdentityIndex, 'byIds'> = {
    byIds: (ids) =>
      Promise.resolve(
        ids.map((id) => (id === 'gone' ? null : person(id, marked.includes(id) ? { veryRestricted: true } : {}))),
      ),
  };
  const recorder = createRecorder({ recordRead: () => Promise.resolve() }, rolePolicy, {});
  return { asked, ...createAdmission(relationships, rolePolicy, recorder, clock, index) };
};
const as = (role: Role) => ask({ viewer: { ...viewer(), role } });
const both = ['mine', 'stranger'].map((id) => person(id));

const refusalOf = async (role: Role, capability: Capability, stale: boolean): Promise<GraphRefusal> => {
  const { inOrder } = await admission(stale).admit(capability, both, as(role));
  const refusal = inOrder(['answer'])[1];
  if (typeof refusal === 'string' || refusal === undefined) throw new Error('nobody was refused');
  return refusal;
};

test('the refusal tells of the glass whoever may break it, and that a feed is silent where it is', async () => {
  const words = async (role: Role, capability: Capability, stale: boolean) => {
    const { message, details } = await refusalOf(role, capability, stale);
    return [/with a reason/.test(message), /not been heard/.test(message), details?.['relationshipsStale'] ?? false];
  };
  expect(await words('nurse', 'flags', false)).toEqual([true, false, false]);
  expect(await words('nurse', 'flags', true)).toEqual([true, true, true]);
  expect(await words('ward-clerk', 'appointments', true)).toEqual([false, false, false]);
});

test('whoever is marked very restricted after they were told of is refused in the words of a role without the glass', async () => {
  const people = ['mine', 'marked', 'stranger', 'gone'].map((id) => person(id));
  const { inOrder } = await admission(true, ['mine', 'marked']).admit('flags', people, as('nurse'));
  const [mine, marked, stranger, gone] = inOrder<unknown>(['answer']);
  expect([mine, gone]).toEqual(['answer', stranger]);
  const { code, message, details } = await refusalOf('radiographer', 'allergies', true);
  expect(marked).toMatchObject({
    ...{ code, details },
    message: message.replace('radiographer read allergies', 'nurse read flags'),
  });
  expect([details, stranger]).toMatchObject([
    { reason: 'NO_RELATIONSHIP', breakGlass: false },
    { details: { breakGlass: true } },
  ]);
});

test('relationships are looked up where they matter, and of somebody', async () => {
  const nobody = admission();
  await nobody.admit('flags', [], as('nurse'));
  await nobody.found('demographics', both, as('ward-clerk'));
  expect(nobody.asked).toEqual([]);
  const somebody = admission();
  await somebody.found('demographics', both, as('nurse'));
  await somebody.found('appointments', both, as('ward-clerk'));
  expect(somebody.asked).toEqual([
    ['mine', 'stranger'],
    ['mine', 'stranger'],
  ]);
});

test('in a list a row of nobody is no stranger’s, a person in doubt is', async () => {
  const { isStranger } = await admission().found('appointments', both, as('ward-clerk'));
  expect([undefined, null, person('mine'), person('stranger')].map(isStranger)).toEqual([false, true, false, true]);
  const anybody = await admission().found('demographics', both, as('ward-clerk'));
  expect([undefined, null, person('stranger')].map(anybody.isStranger)).toEqual([false, false, false]);
});

test('fewer answers than were admitted are no answer for anybody', async () => {
  const { inOrder } = await admission().admit('flags', both, as('nurse'));
  expect(() => inOrder([])).toThrow(TypeError);
});
