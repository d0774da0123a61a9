import type { GraphQLResolveInfo } from 'graphql';
import { failed, found } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import type { Demographics, PersonIdentity } from '../../schema/clinical/person';
import type { Instant } from '../../schema/time';
import { contextOver } from '../context-under-test';
import type { ReportedError, SubgraphContext } from '../subgraph';
import { parentOf, patientFields } from './patient';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const routed = {
  ...({ capability: 'demographics', instance: 'pas@RWE', systemName: 'HISS' } as const),
  ...{ needed: true, ms: 0, withheld: false },
};
const path = { key: 'patient', prev: undefined, typename: 'Query' };
const infoOf = (field: string) =>
  ({ path: { key: field, prev: path, typename: 'Patient' } }) as unknown as GraphQLResolveInfo;
const identity = { id: 'pt_1', restricted: true, identifiers: [], mergedIds: [] } as unknown as PersonIdentity;

test.each(['restricted', 'nhsNumber', 'identifiers'] as const)(
  'whoever reads %s alone has read from the systems that were asked, and it is said at the patient',
  async (field) => {
    const demographics = found({} as Demographics, {
      ...{ instance: 'pas@RWE', asOf: AT, retrievedAt: AT, freshness: 'PROJECTED' },
    });
    const over = contextOver({ person: () => [{ ...routed, answer: demographics as never }] });
    const answered: object[] = [];
    const context: SubgraphContext = { ...over, answered: (source) => void answered.push(source) };
    await patientFields[field](parentOf(identity), undefined, context, infoOf(field));
    expect(answered).toMatchObject([{ path, capability: 'demographics', system: 'pas', answer: 'FOUND' }]);
  },
);

test.each(['conflicts', 'source', 'name'] as const)(
  'whoever reads %s alone is told who could not answer: nothing found is not nothing to find',
  async (field) => {
    const answer = failed(systemError('SOURCE_UNAVAILABLE', 'pas@RWE', 'Down')) as never;
    const errors: ReportedError[] = [];
    const context: SubgraphContext = {
      ...contextOver({ person: () => [{ ...routed, answer }] }),
      report: (error) => errors.push(error),
    };
    await patientFields[field](parentOf(identity), undefined, context, infoOf(field));
    expect(errors).toMatchObject([{ path, code: 'SOURCE_UNAVAILABLE', system: 'pas' }]);
  },
);
