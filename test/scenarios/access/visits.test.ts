import type { GraphFault } from '../hospital';
import { at, completeness } from '../answers';
import { openHospital, variablesOf, type Hospital } from '../hospital';

/** Question 8: a community nurse asks what the hospital recorded yesterday of somebody whom the trust visits. */
let hospital: Hospital;
let token: string;
beforeAll(async () => {
  hospital = await openHospital();
  token = await hospital.tokenFor('nurse', [], { organisation: 'RT5' });
});
afterAll(() => hospital.close());

const QUESTION_8 = '08-yesterday-in-hospital';
const LISTS = ['encounters', 'observations', 'earlyWarningScores', 'documents'];
/** VALE Peter went home yesterday, and the district nurses see to his wound tomorrow; nobody visits STONE Arthur. */
const VALE = '9990000158';
const STONE = '9990000050';

const yesterdayOf = (nhsNumber: string) =>
  hospital.askWith({ authorization: `Bearer ${token}` }, QUESTION_8, { ...variablesOf(QUESTION_8), nhsNumber });
const refused = LISTS.map((list) => [`patient.${list}`, 'FORBIDDEN', 'NO_RELATIONSHIP', true]);
const refusals = (errors: readonly GraphFault[]) =>
  errors
    .map(({ path, extensions }) => [
      path?.join('.'),
      ...['code', 'reason', 'breakGlass'].map((name) => extensions[name]),
    ])
    .sort((one, other) => LISTS.indexOf(String(one[0]).slice(8)) - LISTS.indexOf(String(other[0]).slice(8)));
const stale = (errors: readonly GraphFault[]) => errors.map(({ extensions }) => extensions['relationshipsStale']);

test('whom the trust visits its nurse reads of without break-glass, until the visit is cancelled and that is heard', async () => {
  const { adapters, asksDuring } = hospital;
  expect(refusals((await yesterdayOf(VALE)).errors)).toEqual(refused);

  const asked = await asksDuring(() => adapters.visits.look());
  expect(Object.keys(asked)).toEqual(['systmone@RT5']);

  const reply = await yesterdayOf(VALE);
  expect([reply.errors, reply.extensions.breakGlass]).toEqual([[], undefined]);
  expect(LISTS.map((list) => [list, completeness(reply, `patient.${list}`).status])).toEqual(
    LISTS.map((list) => [list, 'COMPLETE']),
  );
  expect(at(reply, 'patient.encounters.nodes.ward.name')).toEqual(['Ward 15']);
  expect(at(reply, 'patient.earlyWarningScores.nodes.total')).toEqual([0, 1]);
  expect(at(reply, 'patient.documents.nodes.title')).toEqual(['Discharge letter: cellulitis of leg']);
  expect((at(reply, 'patient.observations.nodes') as readonly unknown[]).length).toBeGreaterThan(0);

  const other = await yesterdayOf(STONE);
  expect([refusals(other.errors), stale(other.errors)]).toEqual([refused, LISTS.map(() => undefined)]);

  const visit = adapters.simulated?.hospital.current.appointments.find(({ id }) => id === 'CM921');
  expect(visit).toMatchObject({ status: 'booked', start: '2026-11-21T10:00:00.000Z' });
  Object.assign(visit ?? {}, { status: 'cancelled' });
  expect((await yesterdayOf(VALE)).errors).toEqual([]);
  await adapters.visits.look();
  expect(refusals((await yesterdayOf(VALE)).errors)).toEqual(refused);
});

test('where SystmOne does not say whom it visits, a refusal says that one may not be known', async () => {
  const { adapters, clock, setFault } = hospital;
  await adapters.visits.look();
  await setFault('systmone', { kind: 'error' });
  clock.advance(15 * 60_000 + 1);
  await adapters.visits.look();
  await setFault('systmone', null);
  const reply = await yesterdayOf(STONE);
  expect([refusals(reply.errors), stale(reply.errors)]).toEqual([refused, LISTS.map(() => true)]);
});
