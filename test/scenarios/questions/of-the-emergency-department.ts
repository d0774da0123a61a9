import type { Role } from '../../../schema/capabilities';
import { at, completeness, table } from '../answers';
import { variablesOf, type Hospital, type Reply } from '../hospital';

const QUERY = '12-emergency-department';
const LIST = 'emergencyPatients';

/** Question 12, of the emergency department at Leicester Royal Infirmary (adapters/simulation/generated/emergency.ts). */
export const questionsOfTheEmergencyDepartment = (hospital: () => Hospital): void => {
  const askFrom = async (role: Role, ward: string, organisation = 'RWE'): Promise<Reply> => {
    const token = await hospital().tokenFor(role, [ward], { organisation });
    return hospital().askWith({ authorization: `Bearer ${token}` }, QUERY, variablesOf(QUERY));
  };
  const ask = (): Promise<Reply> => askFrom('nurse', 'RWE|ED');
  const column = (reply: Reply, field: string): unknown => at(reply, `${LIST}.nodes.${field}`);

  test('12: who has been in the emergency department for three hours, and what they wait for', async () => {
    const reply = await ask();
    expect(reply.errors).toEqual([]);
    expect(table(reply, `${LIST}.nodes`, 'patient.name.text', 'minutesHere', 'admitted')).toEqual([
      ['THOMPSON, Omar (Mr)', 260, false],
      ['HUSSAIN, Eric (Mr)', 237, false],
      ['MISTRY, Liam (Mr)', 224, false],
      ['MISTRY, Kiran (Mr)', 211, false],
      ['CARTER, Brian (Mr)', 199, false],
      ['JACKSON, Lena (Mrs)', 188, false],
    ]);
    const waits = column(reply, 'waitingFor') as unknown[];
    expect(waits.map((nodes) => table({ data: { nodes } }, 'nodes', 'kind', 'code.text', 'since'))).toEqual([
      // His blood was reported.
      [],
      [],
      [],
      // His too; his X-ray was not.
      [['IMAGING', 'Plain chest X-ray', '2026-11-20T06:44:00.000Z']],
      [],
      [
        ['LAB_RESULT', 'Urea and electrolytes', '2026-11-20T07:07:00.000Z'],
        ['IMAGING', 'Plain chest X-ray', '2026-11-20T07:07:00.000Z'],
      ],
    ]);
    expect(column(reply, 'notKnown')).toEqual(Array(6).fill([]));
    expect(completeness(reply, LIST)).toEqual({
      status: 'COMPLETE',
      sources: { 'pas@RWE': 'FOUND', 'lims@RWE': 'FOUND', 'ris@RWE': 'FOUND', 'nervecentre@RWE': 'FOUND' },
    });
  });

  test('12: while Nervecentre is down nobody is said to wait for no review; what the others tell stands', async () => {
    hospital().clock.advance(60_000);
    await hospital().setFault('nervecentre', { kind: 'down' });
    const reply = await ask();
    await hospital().setFault('nervecentre', null);
    expect(column(reply, 'notKnown')).toEqual(Array(6).fill(['REVIEW']));
    expect((column(reply, 'waitingFor') as unknown[][]).map(({ length }) => length)).toEqual([0, 0, 0, 1, 0, 2]);
    expect(at(reply, `${LIST}.completeness.status`)).toBe('PARTIAL');
    expect(reply.errors.map(({ extensions }) => extensions['capability'])).toContain('escalations');
  });

  test('12: a clerk sees who is here, and that what they wait for is not theirs to know', async () => {
    const reply = await askFrom('ward-clerk', 'RWE|ED');
    expect(table(reply, `${LIST}.nodes`, 'minutesHere')).toHaveLength(6);
    expect(column(reply, 'waitingFor')).toEqual(Array(6).fill([]));
    expect(column(reply, 'notKnown')).toEqual(Array(6).fill(['LAB_RESULT', 'IMAGING', 'REVIEW']));
    expect(at(reply, `${LIST}.completeness.status`)).toBe('PARTIAL');
  });

  test('12: to the nurse of another trust nobody is shown, and it says that somebody is withheld', async () => {
    const reply = await askFrom('nurse', 'RT5|CEDAR', 'RT5');
    expect(at(reply, `${LIST}.nodes`)).toEqual([]);
    expect(at(reply, `${LIST}.completeness`)).toMatchObject({ status: 'PARTIAL', withheld: true });
  });
};
