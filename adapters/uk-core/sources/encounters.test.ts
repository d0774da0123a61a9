import { encountersOfPeople } from './encounters';
import { ask, AT, LOCAL, person, recordsWith, serverWith } from './server-under-test';
import type { UkCoreServer } from '../server';
import type { FhirResource } from '../../wire/fhir/values';

const place = (id: string, code: string, type: string, partOf?: string) => ({
  ...{ resourceType: 'Location', id, identifier: [{ system: LOCAL.locationSystem, value: code }] },
  physicalType: { coding: [{ code: type }] },
  ...(partOf === undefined ? {} : { partOf: { reference: `Location/${partOf}` } }),
});
const PLACES: readonly FhirResource[] = [
  place('w1', 'CEDAR', 'wa'),
  place('w2', 'ROWAN', 'wa'),
  place('b1', 'B1', 'bd', 'w1'),
  place('b2', 'B2', 'bd', 'w2'),
];
const at = (id: string, status: string | undefined, start: string) => ({
  ...{ location: { reference: `Location/${id}` }, period: { start } },
  ...(status === undefined ? {} : { status }),
});
const stayWith = async (...location: readonly object[]) => {
  const stay = {
    ...{ resourceType: 'Encounter', status: 'in-progress', class: { code: 'IMP' }, location },
    ...{ subject: { reference: 'Patient/1' }, identifier: [{ system: LOCAL.visitSystem, value: '900002' }] },
  };
  const server = serverWith('a@RT5', stay);
  const withPlaces: UkCoreServer = {
    ...server,
    search: async (...asked) => ({ ...(await server.search(...asked)), included: PLACES }),
  };
  const [answer] = await encountersOfPeople(withPlaces)([person], {}, ask);
  return answer?.kind === 'found' ? answer.value[0] : undefined;
};

const TODAY = '2026-11-20T08:00:00Z';
const TOMORROW = '2026-11-21T08:00:00Z';

test.each(['planned', 'reserved'])(
  'a bed that is %s for somebody is not where they are, nor where they were',
  async (status) => {
    for (const here of ['active', undefined]) {
      const stay = await stayWith(at('b1', here, TODAY), at('b2', status, TOMORROW));
      expect(stay).toMatchObject({ place: { ward: { code: 'CEDAR' }, bed: 'B1' }, previousPlaces: [] });
    }
    expect(await stayWith(at('b2', status, TOMORROW))).not.toHaveProperty('place');
  },
);

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

test.each([
  [V3, 'IMP', 'IMP'],
  [V3, 'ACUTE', 'IMP'],
  [V3, 'NONAC', 'IMP'],
  [V3, 'SS', 'IMP'],
  ['http://hl7.org/fhir/v3/ActCode', 'ACUTE', 'IMP'],
  [undefined, 'ACUTE', 'IMP'],
  [V3, 'HH', 'HH'],
  [V3, 'VR', 'VR'],
  [V3, 'OBSENC', 'unknown'],
  [V3, 'FLD', 'unknown'],
  [V3, 'PRENC', 'unknown'],
  ['https://systems.example/CodeSystem/class', 'AMB', 'unknown'],
  [V3, undefined, 'unknown'],
])('a stay of class %s|%s is %s here', async (system, code, expected) => {
  const stays = await recordsWith(encountersOfPeople, 'a@RT5', {
    ...{ resourceType: 'Encounter', status: 'in-progress', class: { system, code }, period: { start: AT } },
    ...{ subject: { reference: 'Patient/1' }, identifier: [{ system: LOCAL.visitSystem, value: '900002' }] },
  });
  expect(stays).toMatchObject([{ class: expected }]);
});
