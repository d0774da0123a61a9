import type { GraphQLResolveInfo } from 'graphql';
import { absent, type Answer } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import type { Instant } from '../../schema/time';
import { contextOver } from '../context-under-test';
import type { SubgraphContext } from '../subgraph';
import { patients } from './find';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const none = absent<null>({ instance: 'pas@RWE', asOf: AT, retrievedAt: AT, freshness: 'PROJECTED' });
const silent: Answer<null> = {
  kind: 'failed',
  error: systemError('SOURCE_STALE', 'lims@RWE', 'lims@RWE was not heard'),
};

/** A search that finds nobody, where those who tell the index answer so. */
const searched = async (answers: readonly Answer<null>[]): Promise<unknown> => {
  const over = contextOver({});
  const tellers = answers.map((answer) => ({
    ...{ capability: 'demographics', instance: answer.kind === 'failed' ? 'lims@RWE' : 'pas@RWE', systemName: 'x' },
    ...{ needed: true, ms: 0, withheld: false, answer },
  }));
  const identity = { search: () => Promise.resolve([]), tellers: () => Promise.resolve(tellers) };
  const context = { ...over, door: { ...over.door, identity } } as unknown as SubgraphContext;
  const info = { path: { key: 'patients', prev: undefined } } as GraphQLResolveInfo;
  return patients(undefined, { search: { family: 'Nobody', birthDate: '1970-01-01' as never } }, context, info);
};

test('nobody found is what everybody said who tells the index of people', async () => {
  expect(await searched([none])).toMatchObject({
    nodes: [],
    totalCount: 0,
    completeness: { status: 'COMPLETE', sources: [{ capability: 'demographics', system: 'pas', answer: 'ABSENT' }] },
  });
});

test('nobody found while one of them was not heard is not nobody', async () => {
  expect(await searched([none, silent])).toMatchObject({
    nodes: [],
    completeness: { status: 'PARTIAL', sources: [{ answer: 'ABSENT' }, { answer: 'FAILED', code: 'SOURCE_STALE' }] },
  });
});
