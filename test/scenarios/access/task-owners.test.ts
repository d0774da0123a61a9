import { openHospital, type Hospital } from '../hospital';

/** Who has an escalation in hand may read of its patient, from whatever trust they come. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

const SCORES = `query Scores($n: NhsNumber!) { patient(nhsNumber: $n) { id
  earlyWarningScores(first: 1) { nodes { escalation { status owner { text } } } } } }`;

/** The nurse of the scenarios, WARD Ann, as somebody of the other trust: nothing but a task relates her to UHL's patients. */
const fromElsewhere = async (n: string) => {
  const token = await hospital.tokenFor('nurse', [], { organisation: 'RT5' });
  const reply = await hospital.askWith({ authorization: `Bearer ${token}` }, SCORES, { n });
  return reply.errors.map(({ extensions }) => extensions['reason']);
};

const number = async (task: string): Promise<string> => {
  const { rows } = await hospital.adapters.store.pool.query<{ nhs_number: string }>(
    `select nhs_number from task_owner as t join person_record as r on (r.instance, r.record_id) = (t.record_instance, t.record_id)
     where t.key = $1`,
    [task],
  );
  return rows[0]?.nhs_number ?? '';
};

test('an escalation that was accepted opens its patient’s record to whoever accepted it, and nobody else’s', async () => {
  const { adapters, asksDuring } = hospital;
  // STONE Arthur of ward 12: WARD Ann accepted his escalation. Another of the ward waits for somebody.
  expect(await fromElsewhere('9990000050')).toEqual(['NO_RELATIONSHIP']);
  const asked = await asksDuring(() => adapters.tasks.look());
  expect(
    Object.entries(asked)
      .map(([instance, asks]) => [instance, asks['GET Task']])
      .sort(),
  ).toEqual([
    ['nervecentre@RT5', 1],
    ['nervecentre@RWE', 1],
  ]);
  const [accepted, waiting] = [
    await number('nervecentre@RWE|Task/esc-031'),
    await number('nervecentre@RWE|Task/esc-011'),
  ];
  expect(accepted).toBe('9990000050');
  expect(await fromElsewhere(accepted)).toEqual([]);
  expect(await fromElsewhere(waiting)).toEqual(['NO_RELATIONSHIP']);
});
