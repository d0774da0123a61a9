import { executable } from '../../../subgraphs/execute';
import { patientsSubgraph } from '../../../subgraphs/patients';
import { buildSubgraphServer } from '../../../subgraphs/server/server';
import { testAsk } from '../../../gateway/testing/ask';
import { at } from '../answers';
import { openHospital, type Hospital } from '../hospital';

/** A subgraph asked at its own port, past the gateway: the door is the same, and so is what is kept of the read. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

test.each(['nhsNumber', 'identifiers { value }', 'restricted', 'mergedIds'])(
  'a person by id, %s alone, is on record before it is answered',
  async (field) => {
    const found = await hospital.ask('clinician', '{ patient(nhsNumber: "9990000018") { id } }');
    const id = at(found, 'patient.id');
    const { viewer } = testAsk();
    const server = buildSubgraphServer({
      subgraph: executable(patientsSubgraph, { error: () => undefined }),
      door: hospital.adapters.door,
      authenticate: () => Promise.resolve({ viewer, purpose: 'TREAT', client: 'past-the-gateway' }),
      clock: hospital.clock,
      ready: () => true,
    });
    const requestId = `alone-${field.slice(0, 9)}-1`;
    const response = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-request-id': requestId },
      payload: {
        query: `query Alone($r: [_Any!]!) { _entities(representations: $r) { ... on Patient { ${field} } } }`,
        variables: { r: [{ __typename: 'Patient', id }] },
      },
    });
    await server.close();
    expect(response.json()).toMatchObject({ data: { _entities: [expect.any(Object)] } });
    const { rows } = await hospital.adapters.store.pool.query<{ persons: string[] }>(
      'select persons from read_audit where request_id = $1',
      [requestId],
    );
    expect(rows.flatMap(({ persons }) => persons)).toContain(id);
  },
);
