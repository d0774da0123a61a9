import { CORPUS_FOLDER, corpusIsHere } from './corpus-files';
import { openUclhHospital, uclhNumber, type UclhHospital } from './uclh-hospital';
import { altered, uclhAdt } from './uclh-messages';

const here = corpusIsHere();
if (!here) process.stdout.write(`uclh-refused: SKIPPED, there is no corpus at ${CORPUS_FOLDER}\n`);

(here ? describe : describe.skip)("UCLH's messages, sent to the live PAS feed of another hospital", () => {
  let hospital: UclhHospital;
  beforeEach(async () => {
    hospital = await openUclhHospital();
  });
  afterEach(() => hospital.close());

  const nothingOfThem = async (): Promise<void> => {
    const people = await hospital.ask(
      `query Known($here: IdentifierInput!, $there: IdentifierInput!) {
        byNhsNumber: patient(nhsNumber: "9999999999") { id }
        here: patient(identifier: $here) { id }
        there: patient(identifier: $there) { id }
      }`,
      {
        here: { system: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number', value: '40800000' },
        there: uclhNumber('40800000'),
      },
    );
    // Nothing that was accepted and dealt with was ever heard, so "nobody" is said with that doubt.
    expect(people.data).toEqual({ byNhsNumber: null, here: null, there: null });
    expect(new Set(people.errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['SOURCE_STALE']));
    expect(await hospital.census('RWE')).toEqual([]);
    const { rows } = await hospital.store.pool.query('select 1 from event union all select 1 from projection');
    expect(rows).toEqual([]);
  };
  const states = async (): Promise<readonly { state: string; reason: { hl7: string } | null }[]> =>
    hospital.store.db.selectFrom('message').select(['state', 'reason']).orderBy('seq').execute();
  const asProduction = (message: Buffer): Buffer =>
    message.toString().includes('|T|2.4|') ? altered(message, ['MSH-11', 'T', 'P']) : message;

  test('they are refused: test messages (MSH-11 T), and messages of another facility', async () => {
    const all = uclhAdt();
    const isTest = all.map((message) => message.toString().split('|')[10] === 'T');
    expect(isTest.filter(Boolean).length).toBeGreaterThan(0);
    const replies = await hospital.send('pas-adt', all);
    // In enhanced mode (MSH-15 AL) the word is CR.
    expect(replies.map((reply) => reply.replace('CR', 'AR'))).toEqual(
      isTest.map((test) => (test ? 'AR 202' : 'AR 103')),
    );
    await hospital.send('pas-adt', all.map(asProduction));
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['refused']));
    await nothingOfThem();
  });

  test('and under the name of its facility they are held for their foreign hospital numbers', async () => {
    const disguised = uclhAdt().map((message) => {
      const production = asProduction(message);
      const facility = production.toString().split('|')[3] ?? '';
      return altered(production, ['MSH-4', facility, 'RWE']);
    });
    const replies = await hospital.send('pas-adt', disguised);
    expect(replies.filter((code) => !['AA', 'CA'].includes(code))).toEqual([]);
    const kept = await states();
    // Behind the first held message of each person the others wait.
    expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(['held', 'received']));
    expect(kept.some(({ reason }) => reason?.hl7 === '204')).toBe(true);
    await nothingOfThem();
  });
});
