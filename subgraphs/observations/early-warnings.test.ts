import { answerOf, contextOver, ids, INFO, NOW, withPeopleOfStays } from '../context-under-test';
import { earlyWarnings } from './early-warnings';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const stay = (visit: string, status: string, kind: string) => ({
  ...{ key: `RWE|${visit}`, source, identifier: { system: 'visit', value: visit }, status, class: kind },
  ...{ subject: { identifiers: [] }, period: {}, previousPlaces: [] },
});

test.each([
  ['IMP', 'in-progress', true],
  ['IMP', 'onleave', true],
  ['EMER', 'arrived', true],
  ['EMER', 'triaged', true],
  ['unknown', 'in-progress', true],
  ['AMB', 'in-progress', false],
  ['VR', 'in-progress', false],
  ['IMP', 'planned', false],
  ['IMP', 'finished', false],
])('somebody on the ward without a score, class %s and %s, is not assessed: %s', async (kind, status, listed) => {
  const over = contextOver({
    place: (capability) => [answerOf(capability, capability === 'encounters' ? [stay('1', status, kind)] : [])],
  });
  const { door } = over;
  const identity = { ...door.identity, bySubjects: (of: readonly unknown[]) => Promise.resolve(of.map(() => null)) };
  const context = { ...over, door: { ...door, identity } } as unknown as typeof over;
  const list = await earlyWarnings(undefined, { filter: { wards: [ids.seal('ward', 'RWE|W12')] } }, context, INFO);
  expect(list).toMatchObject({ notAssessed: listed ? [{ id: ids.seal('encounter', 'RWE|1') }] : [] });
});

test('somebody with two stays that nobody has closed is one patient, of the later stay', async () => {
  const earlier = { ...stay('1', 'arrived', 'EMER'), period: { start: '2026-11-20T07:00:00.000Z' } };
  const later = { ...stay('2', 'in-progress', 'IMP'), period: { start: '2026-11-20T09:00:00.000Z' } };
  const lists = [
    [later, earlier],
    [earlier, later],
  ].map((stays) => {
    const over = contextOver({
      place: (capability) => [answerOf(capability, capability === 'encounters' ? stays : [])],
    });
    const context = withPeopleOfStays(over, { onAsk: () => null, bySubjects: (of) => of.map(() => ({ id: 'pt_1' })) });
    return earlyWarnings(undefined, { filter: { wards: [ids.seal('ward', 'RWE|W12')] } }, context, INFO);
  });
  for (const list of await Promise.all(lists))
    expect(list).toMatchObject({ notAssessed: [{ id: ids.seal('encounter', 'RWE|2') }] });
});
