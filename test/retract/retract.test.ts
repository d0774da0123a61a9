import { systemClock } from '../../schema/clock';
import { openHospital, type Hospital } from './hospital';
import { CODES, createTeller } from './messages';
import { read, type Read } from './reading';

/** Each process compiles its own code as it starts; on a busy machine that takes its time. */
jest.setTimeout(300_000);

const { lives, admitted, nowhere, merged, reported } = createTeller(systemClock);
const sodium = (value: string, status: 'F' | 'C' | 'W' | 'D' = 'F') => ({ code: CODES.sodium, value, status });
const potassium = (value: string, status: 'F' | 'C' | 'W' | 'D' = 'F') => ({ code: CODES.potassium, value, status });

/** The very next read: each process is asked once after a message was translated, with its caches warm. */
describe('what was taken back reaches the very next read in every process', () => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await openHospital();
  });
  afterAll(() => hospital?.close());

  /** One read by each process, all at once, by the name of the process. */
  const readEverywhere = async (who: Parameters<typeof read>[2]): Promise<readonly (Read & { process: string })[]> =>
    Promise.all(
      Object.entries(hospital.gateways).map(async ([process, gateway]) => {
        const answer = await read(gateway, hospital.folder, who);
        if (answer === null) throw new Error(`the process that ${process} knows nobody`);
        return { ...answer, process };
      }),
    );

  /** Reads until what was asked live is answered from the cache: from then on a stale answer could be given. */
  const warm = async (number: string): Promise<readonly Read[]> => {
    for (;;) {
      const answers = await readEverywhere({ number });
      if (answers.every(({ live }) => live === 'CACHED')) return answers;
    }
  };

  const everywhere = <T>(answers: readonly Read[], of: (answer: Read) => T): readonly T[] => answers.map(of);
  const inEach = <T>(one: T): readonly T[] => Object.keys(hospital.gateways).map(() => one);

  it('a correction, with the version before it', async () => {
    await hospital.tell('pas-adt', lives('S9900001', '1 TEST LANE'));
    await hospital.tell('lims-results', reported('S9900001', 'F1', 'F', [sodium('129')]));
    const before = await warm('S9900001');
    expect(everywhere(before, ({ labReports }) => labReports.nodes)).toEqual(
      inEach([
        { fillerNumber: 'F1', status: 'FINAL', results: [{ valueText: '129 mmol/L', status: 'FINAL' }], previous: [] },
      ]),
    );

    await hospital.tell('lims-results', reported('S9900001', 'F1', 'C', [sodium('139', 'C')]));
    const after = await readEverywhere({ number: 'S9900001' });
    expect(everywhere(after, ({ labReports }) => labReports.nodes)).toEqual(
      inEach([
        {
          fillerNumber: 'F1',
          status: 'CORRECTED',
          results: [{ valueText: '139 mmol/L', status: 'CORRECTED' }],
          previous: [{ status: 'FINAL' }],
        },
      ]),
    );
    expect(after.map(({ live }) => live)).not.toContain('CACHED');
  });

  it('a line that was deleted, and a report that was withdrawn', async () => {
    await hospital.tell('pas-adt', lives('S9900002', '2 TEST LANE'));
    await hospital.tell('lims-results', reported('S9900002', 'F2', 'F', [sodium('129'), potassium('6.1')]));
    await warm('S9900002');

    await hospital.tell('lims-results', reported('S9900002', 'F2', 'C', [sodium('129'), potassium('6.1', 'D')]));
    const without = await readEverywhere({ number: 'S9900002' });
    const shown = ({ labReports }: Read) =>
      labReports.nodes.flatMap(({ results }) => results.flatMap(({ valueText }) => valueText ?? []));
    expect(everywhere(without, shown)).toEqual(inEach(['129 mmol/L']));

    await warm('S9900002');
    await hospital.tell('lims-results', reported('S9900002', 'F2', 'C', [sodium('129', 'W'), potassium('6.1', 'W')]));
    const withdrawn = await readEverywhere({ number: 'S9900002' });
    expect(everywhere(withdrawn, ({ labReports }) => labReports.nodes)).toEqual(inEach([]));
    expect(everywhere(withdrawn, ({ all }) => all.nodes)).toEqual(
      inEach([expect.objectContaining({ fillerNumber: 'F2', status: 'ENTERED_IN_ERROR', results: [] })]),
    );
    expect(withdrawn.map(({ live }) => live)).not.toContain('CACHED');
  });

  it('what a person no longer has', async () => {
    await hospital.tell('pas-adt', admitted('S9900003', '3 TEST LANE'));
    const has = ({ address, encounters }: Read) => ({
      address: address?.text ?? null,
      inBed: encounters.nodes.map(({ bed }) => bed !== null),
    });
    const before = await warm('S9900003');
    expect(everywhere(before, has)).toEqual(inEach({ address: '3 Test Lane', inBed: [true] }));

    await hospital.tell('pas-adt', nowhere('S9900003'));
    const after = await readEverywhere({ number: 'S9900003' });
    expect(everywhere(after, has)).toEqual(inEach({ address: null, inBed: [false] }));
    expect(after.map(({ live }) => live)).not.toContain('CACHED');
  });

  it('that two records are one person: the id that goes leads to the one that stays, with the results of both', async () => {
    for (const [number, filler] of [
      ['S9900004', 'F4'],
      ['S9900005', 'F5'],
    ] as const) {
      await hospital.tell('pas-adt', lives(number, '4 TEST LANE'));
      await hospital.tell('lims-results', reported(number, filler, 'F', [sodium('140')]));
    }
    const [survivor] = await warm('S9900004');
    const [retired] = await warm('S9900005');
    if (!survivor || !retired) throw new Error('nobody was read');
    expect(survivor.id).not.toBe(retired.id);

    await hospital.tell('pas-adt', merged('S9900004', 'S9900005'));
    const fillers = ({ labReports }: Read) => labReports.nodes.map(({ fillerNumber }) => fillerNumber).sort();
    const byOldId = await readEverywhere({ id: retired.id });
    expect(everywhere(byOldId, ({ id }) => id)).toEqual(inEach(survivor.id));
    expect(everywhere(byOldId, fillers)).toEqual(inEach(['F4', 'F5']));
    expect(byOldId.map(({ live }) => live)).not.toContain('CACHED');
    const byOldNumber = await readEverywhere({ number: 'S9900005' });
    expect(everywhere(byOldNumber, ({ id }) => id)).toEqual(inEach(survivor.id));
  });
});
