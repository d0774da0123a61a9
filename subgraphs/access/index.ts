import { scalars } from '../scalars';
import { defineSubgraph } from '../subgraph';
import { accessLog, asSeen, auditState } from './access';
import { breakGlassMutations, breakGlassReviews } from './break-glass';
import { privacyDirectives, privacyMutations } from './privacy';
import { proxies, proxyMutations } from './proxies';
import { recordReads } from './record-reads';

/** The record of reads as a graph: who looked at whose record, under which role and why, and what they were shown. */
export const accessSubgraph = defineSubgraph('access', {
  ...scalars,
  Query: { accessLog, asSeen, auditState, breakGlassReviews, privacyDirectives, proxies, recordReads },
  Mutation: { ...breakGlassMutations, ...privacyMutations, ...proxyMutations },
});
