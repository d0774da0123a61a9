import type { FhirResource } from '../../wire/fhir/values';
import { observationsOfPeople } from './observations';
import { ask, AT, person, serverWith } from './server-under-test';

const reading = (id: string, system: string): Partial<FhirResource> => ({
  ...{ resourceType: 'Observation', id, status: 'final', subject: { reference: 'Patient/1' }, effectiveDateTime: AT },
  code: { coding: [{ system, code: '1' }] },
});

test('a server that cannot choose the newest gives the newest of each thing that is read: one code of two systems is two', async () => {
  const server = serverWith('a@RT5', reading('a', 'urn:a'), reading('b', 'urn:b'), reading('c', 'urn:b'));
  const [answer] = await observationsOfPeople({ ...server, dialect: { ...server.dialect, lastN: false } })(
    [person],
    { latest: 1 },
    ask,
  );
  expect(answer).toMatchObject({ value: [{ key: 'a@RT5|Observation/a' }, { key: 'a@RT5|Observation/b' }] });
});
