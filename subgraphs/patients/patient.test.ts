import type { GraphQLResolveInfo } from 'graphql';
import { found } from '../../schema/answer';
import type { Demographics, PersonIdentity } from '../../schema/clinical/person';
import type { Instant } from '../../schema/time';
import { contextOver } from '../context-under-test';
import type { SubgraphContext } from '../subgraph';
import { parentOf, patientFields } from './patient';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const identity = { id: 'pt_1', restricted: true, identifiers: [], mergedIds: [] } as unknown as PersonIdentity;

test.each(['restricted', 'nhsNumber', 'identifiers'] as const)(
  'whoever reads %s alone has read from the systems that were asked, and it is said at the patient',
  async (field) => {
    const demographics = found({} as Demographics, {
      ...{ instance: 'pas@RWE', asOf: AT, retrievedAt: AT, freshness: 'PROJECTED' },
    });
    const routed = { capability: 'demographics', instance: 'pas@RWE', systemName: 'HISS', needed: true } as const;
    const over = contextOver({ person: () => [{ ...routed, ms: 0, withheld: false, answer: demographics as never }] });
    const answered: object[] = [];
    const context: SubgraphContext = { ...over, answered: (source) => void answered.push(source) };
    const path = { key: 'patient', prev: undefined, typename: 'Query' };
    const info = { path: { key: field, prev: path, typename: 'Patient' } } as unknown as GraphQLResolveInfo;
    await patientFields[field](parentOf(identity), undefined, context, info);
    expect(answered).toMatchObject([{ path, capability: 'demographics', system: 'pas', answer: 'FOUND' }]);
  },
);
