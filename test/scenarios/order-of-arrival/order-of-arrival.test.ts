import { at } from '../answers';
import { openHospital, type Hospital, type Reply } from '../hospital';
import { adt, send } from '../messages/sending';

/** Messages that come late, are taken back, or cannot be used: what a clinician sees in the end. People and numbers are made up. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  hospital.clock.advance(30 * 60_000);
});
afterAll(() => hospital.close());

const STAYS = `query Stays($n: NhsNumber!) { patient(nhsNumber: $n) { encounters(organisations: ["RWE"]) {
  nodes { identifier { value } status period { start end } ward { code } bed { code } previousPlaces { ward { code } bed { code } } }
  completeness { status } } } }`;
const RESULTS = `query Results($n: NhsNumber!) { patient(nhsNumber: $n) { labReports {
  nodes { results { code { text } valueText } } completeness { status } } } }`;
const OPEN = `mutation Open($id: ID!) { breakGlass(input: { patient: $id, reason: RELATIONSHIP_NOT_RECORDED,
  words: "her admission was taken back" }) { userErrors { message } } }`;

const person = (number: string, nhs: string): string => `${number}^^^RWE~${nhs}^^^NHS`;
const pv1 = (visit: string, place: string, more = ''): string =>
  `PV1|1|I|${place}||||||||||||||||${visit}^^^VISITID|||||||||||||||||||||||||20261120080000${more}`;
const clinician = (query: string, nhs: string): Promise<Reply> => hospital.ask('clinician', query, { n: nhs });
const stays = async (nhs: string): Promise<unknown> => {
  const reply = await clinician(STAYS, nhs);
  expect(reply.errors).toEqual([]);
  expect(at(reply, 'patient.encounters.completeness.status')).toBe('COMPLETE');
  return at(reply, 'patient.encounters.nodes');
};

test('a discharge that comes before the transfer it follows ends the stay, from the bed of the transfer', async () => {
  const nhs = '9997770218';
  const who = person('S9900101', nhs);
  const [admitted, moved, left] = ['20261120080000', '20261120090000', '20261120100000'];
  const told = await send(
    hospital,
    'pas-adt',
    adt('A01', 'LATE-A01', who, { occurred: admitted, rest: [pv1('790101', 'RWE^W12^B3-02^RWE')] }),
    adt('A03', 'LATE-A03', who, { occurred: left, rest: [pv1('790101', 'RWE^W12^B3-04^RWE', `|${left}`)] }),
    adt('A02', 'LATE-A02', who, { occurred: moved, rest: [pv1('790101', 'RWE^W12^B3-04^RWE')] }),
  );
  expect(told).toEqual(['AA', 'AA', 'AA']);
  expect(await stays(nhs)).toEqual([
    {
      ...{ identifier: { value: '790101' }, status: 'FINISHED', ward: { code: 'W12' }, bed: { code: 'B3-04' } },
      period: { start: '2026-11-20T08:00:00.000Z', end: '2026-11-20T10:00:00.000Z' },
      previousPlaces: [{ ward: { code: 'W12' }, bed: { code: 'B3-02' } }],
    },
  ]);
});

test('an admission that was shown and is then cancelled is shown as current no more', async () => {
  const nhs = '9997770226';
  const who = person('S9900102', nhs);
  const rest = [pv1('790102', 'RWE^W12^B3-06^RWE')];
  await send(hospital, 'pas-adt', adt('A01', 'CANCEL-A01', who, { occurred: '20261120080000', rest }));
  expect(await stays(nhs)).toMatchObject([{ status: 'IN_PROGRESS', bed: { code: 'B3-06' } }]);
  await send(hospital, 'pas-adt', adt('A11', 'CANCEL-A11', who, { occurred: '20261120101500', rest }));
  // A stay that was never to be relates nobody to the person: the record is opened with a reason.
  const known = await clinician(`query Known($n: NhsNumber!) { patient(nhsNumber: $n) { id } }`, nhs);
  const opened = await hospital.ask('clinician', OPEN, { id: at(known, 'patient.id') });
  expect(at(opened, 'breakGlass.userErrors')).toEqual([]);
  expect(await stays(nhs)).toMatchObject([{ identifier: { value: '790102' }, status: 'CANCELLED' }]);
});

test('a broken admission delays no potassium of the same person', async () => {
  const nhs = '9997770234';
  const who = person('S9900103', nhs);
  const born = (message: string): string => message.replace('19500401', '19620709');
  await send(hospital, 'pas-adt', born(adt('A28', 'BROKEN-A28', who)));
  const [admission, result] = await Promise.all([
    // No visit number: held.
    send(hospital, 'pas-adt', born(adt('A01', 'BROKEN-A01', who, { rest: ['PV1|1|I|RWE^W12^^RWE'] }))),
    send(
      hospital,
      'lims-results',
      [
        'MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120103000||ORU^R01^ORU_R01|BROKEN-K|P|2.5.1|||||GBR|UNICODE UTF-8|EN',
        `PID|1||S9900103^^^RWE^MR~${nhs}^^^NHS^NH||SPECIMEN^ADA^^^MRS^^L||19620709|F`,
        'ORC|RE||26K0000103||CM',
        'OBR|1||26K0000103|252167001^Urea and electrolytes^SCT|||20261120090000|||||||20261120091500||||||||20261120102500||BS|F',
        'OBX|1|NM|1107751000000106^Potassium^SCT||6.4|mmol/L|3.5-5.3|HH|||F|||20261120090000|||||20261120102000||||LRI Pathology',
      ]
        .map((segment) => `${segment}\r`)
        .join(''),
    ),
  ]);
  expect([admission, result]).toEqual([['AA'], ['AA']]);
  const { rows } = await hospital.adapters.store.pool.query<{ control_id: string; state: string; at: string }>(
    `select control_id, state, reason ->> 'at' as at from message where control_id like 'BROKEN-%' order by control_id`,
  );
  expect(rows).toEqual([
    { control_id: 'BROKEN-A01', state: 'held', at: 'PV1-19' },
    { control_id: 'BROKEN-A28', state: 'translated', at: null },
    { control_id: 'BROKEN-K', state: 'translated', at: null },
  ]);
  const reply = await clinician(RESULTS, nhs);
  expect(reply.errors).toEqual([]);
  expect(at(reply, 'patient.labReports')).toEqual({
    nodes: [{ results: [{ code: { text: 'Potassium' }, valueText: '6.4 mmol/L' }] }],
    completeness: { status: 'COMPLETE' },
  });
  // That their stays may not be whole is said to those who ask for stays.
  expect(at(await clinician(STAYS, nhs), 'patient.encounters.completeness.status')).toBe('PARTIAL');
});
