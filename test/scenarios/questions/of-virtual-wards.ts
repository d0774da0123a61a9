import { at, completeness, table } from '../answers';
import { variablesOf, type Hospital, type Reply } from '../hospital';

const QUERY = '16-virtual-wards';
const LIST = 'virtualWardPatients';

/** Question 16, of the heart failure virtual ward of Leicestershire Partnership. */
export const questionsOfVirtualWards = (hospital: () => Hospital): void => {
  const askFrom = async (wards: readonly string[], organisation: string): Promise<Reply> => {
    const token = await hospital().tokenFor('nurse', wards, { organisation });
    return hospital().askWith({ authorization: `Bearer ${token}` }, QUERY, variablesOf(QUERY));
  };
  const ask = (): Promise<Reply> => askFrom(['RT5|VWHF'], 'RT5');
  const judged = (reply: Reply): unknown[][] =>
    table(reply, `${LIST}.nodes`, 'patient.name.text', 'assessment', 'contactToday');

  test('16: who on the virtual ward is out of range, and whom nobody has seen today', async () => {
    const reply = await ask();
    expect(reply.errors).toEqual([]);
    const columns = ['patient.name.text', 'assessment', 'contactToday', 'contactedAt', 'earlyWarning.total'];
    expect(table(reply, `${LIST}.nodes`, ...columns)).toEqual([
      // Nobody opened the door at nine.
      ['MARSH, Iris (Mrs)', 'OUT_OF_RANGE', 'NOT_CONTACTED', null, 7],
      // Two points alarm nobody, but her systolic pressure is marked low. She was seen yesterday.
      ['DELL, Ruby (Mrs)', 'OUT_OF_RANGE', 'NOT_CONTACTED', null, 2],
      ['THORN, Basil (Mr)', 'OUT_OF_RANGE', 'CONTACTED', '2026-11-20T08:30:00.000Z', 3],
      // Nothing came for two days, and the visit was cancelled.
      ['GLEN, Victor (Mr)', 'NOT_ASSESSED', 'NOT_CONTACTED', null, null],
      ['MOOR, Frank (Mr)', 'IN_RANGE', 'NOT_CONTACTED', null, 1],
      // Booked for 14:00.
      ['HEATH, Nell (Mrs)', 'IN_RANGE', 'NOT_CONTACTED', null, 0],
    ]);
    const readings = ['code.text', 'valueText', 'interpretation.text', 'components.interpretation.text'];
    const outOfRange = at(reply, `${LIST}.nodes.outOfRange`) as unknown[];
    expect(outOfRange.map((nodes) => table({ data: { nodes } }, 'nodes', ...readings))).toEqual([
      [],
      [['Blood pressure', null, null, ['Low', 'Normal']]],
      [['Haemoglobin saturation with oxygen', '91 %', 'Low', []]],
      [],
      [],
      [],
    ]);
    expect(completeness(reply, LIST)).toEqual({
      status: 'COMPLETE',
      sources: { 'systmone@RT5': 'FOUND', 'nervecentre@RT5': 'FOUND' },
    });
  });

  test('16: each system is asked once for all of them, and no practice is', async () => {
    hospital().clock.advance(60_000);
    const asks = await hospital().asksDuring(ask);
    // The PAS is asked for names and telephones alone; stays as a census, for today's visits, and once more by their ids.
    expect(Object.keys(asks).sort()).toEqual(['nervecentre@RT5', 'pas@RWE', 'systmone@RT5']);
    expect(asks['nervecentre@RT5']).toMatchObject({ 'GET Observation': 2 });
    expect(asks['systmone@RT5']).toMatchObject({ 'GET Appointment': 1, 'GET Encounter': 3 });
  });

  test('16: on the list of another ward or trust nobody is shown, and it says that somebody is withheld', async () => {
    const [other, trust] = [await askFrom(['RT5|CEDAR'], 'RT5'), await askFrom(['RWE|W12'], 'RWE')];
    expect(judged(other).map(([name]) => name)).not.toContain('MOOR, Frank (Mr)');
    expect(at(other, `${LIST}.completeness`)).toMatchObject({ status: 'PARTIAL', withheld: true });
    expect(judged(trust)).toEqual([]);
    expect(at(trust, `${LIST}.completeness`)).toMatchObject({ status: 'PARTIAL', withheld: true });
  });

  test('16: without the readings nobody is called well, and without the visits nobody is called unseen', async () => {
    hospital().clock.advance(60_000);
    await hospital().setFault('nervecentre', { kind: 'down' });
    const unread = await ask();
    await hospital().setFault('nervecentre', null);
    expect(judged(unread).map(([, assessment]) => assessment)).toEqual(Array(6).fill('NOT_ASSESSED'));
    expect(judged(unread).filter(([, , contact]) => contact === 'CONTACTED')).toHaveLength(1);
    expect(at(unread, `${LIST}.completeness.status`)).toBe('PARTIAL');
    const sources = at(unread, `${LIST}.completeness.sources`) as { capability: string; answer: string }[];
    const failed = sources.filter(({ answer }) => answer === 'FAILED').map(({ capability }) => capability);
    expect(failed.sort()).toEqual(['early-warning', 'observations']);
    const told = unread.errors.map(({ extensions }) => `${extensions['system']} ${extensions['capability']}`);
    expect(told.sort()).toEqual(['nervecentre early-warning', 'nervecentre observations']);

    await hospital().setFault('systmone', { kind: 'down' });
    const unknown = await ask();
    await hospital().setFault('systmone', null);
    expect(judged(unknown)).toEqual([]);
    expect(at(unknown, `${LIST}.completeness.status`)).toBe('UNKNOWN');
  });

  test('16: wards that are named must be wards', async () => {
    const reply = await hospital().ask('nurse', `{ ${LIST}(filter: { wards: ["x"] }) { completeness { status } } }`);
    expect(reply.errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });
};
