import { hospitalNumberSystem } from '../../schema/identifiers';
import { at, table } from '../scenarios/answers';
import { variablesOf } from '../scenarios/hospital';
import { ANN, BEDS, MINA, OF_LPT, OTHERS_OF_HISS, PEOPLE, STAYS, WHY, type Asker } from './people';
import { paired, plantedNow, type Told } from './planted';
import { goOn, moveTo, until, type Programme } from './programme';

const CATH: Asker = {
  ...{ role: 'nurse', userId: '2002', name: 'WARD Cath', client: 'cedar-board' },
  ...{ wards: ['RT5|CEDAR'], organisation: 'RT5' },
};
const WHOLE = `query Whole { encounters(filter: { organisations: ["RWE"] }) { nodes { id patient { birthDate } } }
  wards(filter: { organisations: ["RWE"] }) { nodes { id } } bedState(filter: { organisations: ["RWE"] }) { nodes { total } } }`;
const CEDAR = `query Cedar { encounters(filter: { organisations: ["RT5"] }, first: 50) { nodes { patient {
  observations(first: 50) { nodes { id } } earlyWarningScores { nodes { total } } } } } }`;
const NUMBERS = hospitalNumberSystem('RWE');
const WHO_IS = 'query WhoIs($of: IdentifierInput!) { patient(identifier: $of) { birthDate name { text } } }';
const STAY_OF = 'query Stay($nhs: NhsNumber!) { patient(nhsNumber: $nhs) { encounters { nodes { id } } } }';

/** What comparing finds while people look at their boards, and what a planner does with it. */
export const whatShadowFinds = (opened: () => Programme): void => {
  const COMPARED = `query Compared($route: ID!) {
  comparisons(filter: { route: $route }, first: 100) { nodes { origin outcome differences { id field severity ignoredBy } } }
  migrationRoute(id: $route) { agreement { records noisePercent } } }`;
  const compared = async (route: string) => {
    const reply = await opened().ask(MINA, COMPARED, { route });
    const nodes = at(reply, 'comparisons.nodes') as readonly {
      readonly origin: string;
      readonly outcome: string;
      readonly differences: readonly {
        readonly id: string;
        readonly field: string;
        readonly severity: string;
        readonly ignoredBy: string | null;
      }[];
    }[];
    const { records, noisePercent } = at(reply, 'migrationRoute.agreement') as Record<string, unknown>;
    const live = nodes.filter(({ origin }) => origin === 'live');
    return { live, records: Number(records), noise: noisePercent === null ? null : Number(noisePercent) };
  };
  const isInFlight = ({ live }: Awaited<ReturnType<typeof compared>>): boolean =>
    live.length === 0 || live.some(({ outcome }) => outcome === 'IN_FLIGHT');

  test('shadow finds all that was planted, in live reads of a hospital that goes on, and is silent about the rest', async () => {
    const { simulated } = opened().hospital.adapters;
    const living = simulated?.hospital.current;
    if (living === undefined) throw new Error('The hospital is not simulated');
    for (const route of [BEDS, ...OTHERS_OF_HISS, ...OF_LPT]) await moveTo(opened(), route, { stage: 'SHADOW' });
    await goOn(opened(), 20);
    const planted = plantedNow(living);
    const all = [...planted.values()].flat();
    expect(planted.size).toBe(21);
    await opened().ask(ANN, WHOLE);
    await opened().ask(CATH, CEDAR);
    // Two of the stays are looked at on their own: of a whole hospital, what is ignored fills the list.
    for (const name of ['consultant-in-capitals', 'clock-ahead']) {
      const visit = planted.get(name)?.[0]?.record.split('|')[1];
      const person = living.stays.find((stay) => stay.visit === visit)?.person;
      const nhs = living.people.find(({ key }) => key === person)?.nhsNumber;
      await opened().ask(ANN, STAY_OF, { nhs });
    }
    const numbers = new Set(all.flatMap(({ capability, record }) => (capability === 'demographics' ? [record] : [])));
    const asked = living.people.filter(({ rweNumber = '' }) => numbers.has(rweNumber));
    for (const { rweNumber: value } of asked) await opened().ask(ANN, WHO_IS, { of: { system: NUMBERS, value } });
    await until(() => compared(PEOPLE), ({ live }) => live.length > asked.length); // prettier-ignore
    await until(() => compared(BEDS), ({ live }) => live.some(({ outcome }) => outcome === 'IN_FLIGHT')); // prettier-ignore
    // Feeds go on between the two looks: what one system has heard of and the other not yet is no difference.
    await goOn(opened(), 10);
    expect([...plantedNow(living).values()].flat()).toEqual(all);
    opened().hospital.clock.advance(30_000);
    const told: Told[] = [];
    let noisiest = 0;
    for (const route of [PEOPLE, ...STAYS, ...OF_LPT]) {
      const { live, records, noise } = await until(() => compared(route), (seen) => !isInFlight(seen) && seen.noise !== null); // prettier-ignore
      expect(records).toBeGreaterThan(0);
      noisiest = Math.max(noisiest, noise ?? 100);
      const capability = route.split('/')[1] ?? '';
      for (const { field, severity, ignoredBy } of live.flatMap(({ differences }) => differences))
        told.push({ capability, field, says: ignoredBy ?? severity.toLowerCase() });
    }
    const { missed, unexplained } = paired(all, told);
    expect(missed).toEqual([]);
    expect(unexplained.filter(({ says }) => ['critical', 'major', 'minor', 'cosmetic'].includes(says))).toEqual([]);
    expect(all.filter(({ says }) => says === 'critical' || says === 'major').length).toBeGreaterThan(10);
    expect(noisiest).toBeLessThan(1);
    // Whom Nervecentre was asked about is on record, by name.
    const { rows } = await opened().hospital.adapters.store.pool.query<{ persons: string[] }>(
      `select persons from read_audit where operation = 'Shadow' and 'nervecentre@RWE' = any(instances) and capability = 'encounters'`,
    );
    expect(Math.max(...rows.map(({ persons }) => persons.length))).toBeGreaterThan(50);
  }, 120_000);

  test('the kept query shows planners what the two do not agree on of who people are', async () => {
    const { data } = await opened().ask(MINA, '23-do-they-agree', variablesOf('23-do-they-agree'));
    const { nodes } = (data as { readonly people: { readonly nodes: readonly { readonly differences: readonly { readonly field: string; readonly severity: string }[] }[] } }).people; // prettier-ignore
    const fields = nodes.flatMap(({ differences }) => differences).flatMap(({ field, severity }) => (severity === 'CRITICAL' ? [field] : [])); // prettier-ignore
    expect(fields.sort()).toEqual(['birthDate', 'deceasedAt', 'name.given[]', 'name.text', 'traceStatus']);
  });

  test('a value that differs is opened on its own, with a reason, on record', async () => {
    const { live } = await compared(BEDS);
    const wrong = live.flatMap(({ differences }) => differences).find(({ field }) => field === 'visit');
    const REVEAL = `mutation Reveal($difference: ID!, $reason: String!) {
    revealDifference(input: { difference: $difference, reason: $reason }) { control candidate patient { id } userErrors { field } } }`;
    const revealed = await opened().ask(MINA, REVEAL, {
      difference: wrong?.id,
      reason: 'who is said to lie in that bed',
    });
    expect(revealed.data).toMatchObject({
      revealDifference: { control: expect.stringMatching(/^7\d{5}$/) as string, userErrors: [] },
    });
    const { rows } = await opened().hospital.adapters.store.pool.query<{ persons: string[]; note: string }>(
      `select persons, note from read_audit where capability = 'migration-content' order by id desc limit 1`,
    );
    expect(rows[0]?.persons).toContain(at(revealed, 'revealDifference.patient.id'));
    expect(rows[0]?.note).toContain('who is said to lie in that bed');
    const without = await opened().ask(MINA, REVEAL, { difference: wrong?.id, reason: 'because' });
    expect(table(without, 'revealDifference.userErrors', 'field')).toEqual([['reason']]);
    const refused = await opened().reply(ANN, COMPARED, { route: BEDS });
    expect(refused.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('what was asked is asked again before anybody relies on it, and says how it went', async () => {
    const REHEARSE = `mutation Rehearse($input: RehearseInput!) { rehearse(input: $input) { rehearsal { id asks } userErrors { message } } }`;
    const begun = await opened().ask(MINA, REHEARSE, { input: { route: BEDS, most: 2, reason: WHY } });
    expect(at(begun, 'rehearse.userErrors')).toEqual([]);
    const SEEN = 'query Rehearsed($id: ID!) { rehearsal(id: $id) { asks done finishedAt agreement { records } } }';
    const rehearsed = () => opened().ask(MINA, SEEN, { id: at(begun, 'rehearse.rehearsal.id') });
    await until(rehearsed, (seen) => at(seen, 'rehearsal.done') === at(seen, 'rehearsal.asks'));
    opened().hospital.clock.advance(30_000);
    const finished = await until(rehearsed, (seen) => at(seen, 'rehearsal.finishedAt') !== null);
    expect(Number(at(finished, 'rehearsal.agreement.records'))).toBeGreaterThan(0);
  }, 60_000);
};
