import { decodeJwt } from 'jose';
import { rolePolicy } from '../../adapters/access';
import { readClaims } from '../../adapters/access/claims';
import { isMachine, readMachineClaims } from '../../adapters/access/machine-claims';
import { readNhsLoginClaims } from '../../adapters/access/nhs-login-claims';
import { purposeFor } from '../../adapters/access';
import { createAudit, seenKey } from '../../adapters/audit';
import { exportReads } from '../../adapters/audit/export';
import { createRecorder } from '../../adapters/routing';
import type { Ask } from '../../schema/capabilities';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { unabandoned } from '../../schema/unabandoned';
import { executable } from '../../subgraphs/execute';
import { SUBGRAPHS } from '../../subgraphs/registry';
import { buildSubgraphServer } from '../../subgraphs/server/server';
import type { Hospital } from '../scenarios/hospital';
import { fieldsOf } from './fields';
import type { Answered } from './seen';

/** Whom a token of this hospital speaks for: it signed them itself, so only the claims are read. */
const signedIn = (token: string) => {
  const payload = decodeJwt(token);
  const isNhsLogin = payload.iss?.endsWith('nhs-login') === true;
  const read = (isNhsLogin ? readNhsLoginClaims : isMachine(payload) ? readMachineClaims : readClaims)(payload);
  if ('problem' in read) throw new Error(read.problem);
  const purpose = purposeFor(read.viewer.role, undefined);
  if (!purpose) throw new Error('Every role has a usual purpose');
  return { ...read, purpose };
};

export interface OwnPorts {
  /** A patient's fields of one subgraph, asked by their key as a gateway would. */
  entity(subgraph: string, token: string, id: string): Promise<Answered>;
  /** A stay by its key, of the subgraph of stays. */
  stay(token: string, id: string): Promise<Answered>;
  close(): Promise<void>;
}

/** Every subgraph as it is served alone, over the hospital's one door. */
export const ownPorts = (hospital: Hospital): OwnPorts => {
  const servers = new Map(
    SUBGRAPHS.map((subgraph) => [
      subgraph.name,
      buildSubgraphServer({
        subgraph: executable(subgraph, { error: () => undefined }),
        door: hospital.adapters.door,
        authenticate: (headers) => Promise.resolve(signedIn((headers.authorization ?? '').replace('Bearer ', ''))),
        clock: hospital.clock,
        ready: () => true,
      }),
    ]),
  );
  const alone = async (subgraph: string, token: string, type: string, id: string, fields: string) => {
    const response = await servers.get(subgraph)?.inject({
      ...{ method: 'POST', url: '/graphql' },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      payload: {
        query: `query Alone($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`,
        variables: { r: [{ __typename: type, id }] },
      },
    });
    if (!response) throw new Error(`There is no subgraph ${subgraph}`);
    return response.json<Answered>();
  };
  return {
    entity: (subgraph, token, id) => alone(subgraph, token, 'Patient', id, fieldsOf(subgraph)),
    stay: (token, id) => alone('encounters', token, 'Encounter', id, 'status patient { id }'),
    close: async () => {
      for (const server of servers.values()) await server.close();
    },
  };
};

/** The export of a record's reads as its command makes it, as an answer with or without a refusal. */
export const exportAs = async (hospital: Hospital, token: string, patient: string): Promise<Answered> => {
  const { store } = hospital.adapters;
  const recorder = createRecorder(createAudit(store, seenKey(Buffer.alloc(32))), rolePolicy, {});
  const ask: Ask = {
    ...{ ...signedIn(token), operation: 'export', requestId: 'matrix-export' },
    ...{ deadline: hospital.clock.millis() + 5_000, signal: unabandoned(), clock: hospital.clock },
  };
  const means = {
    db: store.db,
    personBy: () => Promise.resolve(null),
    authorise: (asking: Ask) => recorder.authorise('access-log', asking),
    record: () => Promise.resolve(),
  };
  try {
    const since = '2026-11-01T00:00:00.000Z' as Instant;
    for await (const event of exportReads(means, { patient: patient as PersonId, since }, ask)) void event;
    return { data: {} };
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    return { errors: [{ message: error.message, extensions: { code: error.code } }] };
  }
};
