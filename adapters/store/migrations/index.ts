import type { Kysely } from 'kysely';
import * as inbox from './0001-inbox';
import * as projections from './0002-projections';
import * as identity from './0003-identity';
import * as audit from './0004-audit';
import * as ledger from './0005-ledger';
import * as inboxOperations from './0006-inbox-operations';
import * as messageSearch from './0007-message-search';
import * as auditSeal from './0008-audit-seal';
import * as inboxWork from './0009-inbox-work';
import * as operations from './0010-operations';
import * as asSeen from './0012-as-seen';
import * as inboxRetention from './0013-inbox-retention';
import * as projectionLookUps from './0014-projection-look-ups';
import * as messagePath from './0020-message-path';
import * as prunedPartitions from './0030-pruned-partitions';
import * as relationships from './0040-relationships';
import * as ledgerRegister from './0050-ledger-register';
import * as asSeenRetention from './0050-as-seen-retention';
import * as routeMoves from './0051-route-moves';
import * as shadow from './0060-shadow';
import * as shadowLookUps from './0069-shadow-look-ups';
import * as usage from './0070-usage';
import * as retirement from './0071-retirement';
import * as projectionRewrites from './0100-projection-rewrites';
import * as privacyDirectives from './0110-privacy-directives';
import * as veryRestrictedLookUp from './0111-very-restricted-look-up';
import * as proxies from './0120-proxies';
import * as proxyNumber from './0112-proxy-number';
import * as waitingLoosenings from './0130-waiting-loosenings';
import * as eventBodies from './0145-event-bodies';
import * as lz4 from './0146-lz4';
import * as shadowReads from './0150-shadow-reads';
import * as waitingThaws from './0151-waiting-thaws';
import * as taskOwners from './0160-task-owners';
import * as acknowledgementsOwed from './0172-acknowledgements-owed';
import * as taskKeys from './0174-task-keys';
import * as alertAcknowledged from './0177-alert-acknowledged';
import * as byNobody from './0177-by-nobody';
import * as overrideObstacles from './0177-override-obstacles';
import * as visits from './0194-visits';
import * as reportStreams from './0195-report-streams';
import * as visitsOfGroups from './0201-visits-of-groups';
import * as keptApart from './0203-kept-apart';
import * as recordsElsewhere from './0204-records-elsewhere';
import * as orderStreams from './0205-order-streams';
import * as nextCandidates from './0214-next-candidates';
import * as watchedFeeds from './0216-watched-feeds';
import * as heardMessages from './0220-heard-messages';
import * as installation from './0240-installation';

export interface Migration {
  readonly name: string;
  up(db: Kysely<unknown>): Promise<void>;
}

/** In order; a step that has run anywhere is never changed again. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-inbox', up: inbox.up },
  { name: '0002-projections', up: projections.up },
  { name: '0003-identity', up: identity.up },
  { name: '0004-audit', up: audit.up },
  { name: '0005-ledger', up: ledger.up },
  { name: '0006-inbox-operations', up: inboxOperations.up },
  { name: '0007-message-search', up: messageSearch.up },
  { name: '0008-audit-seal', up: auditSeal.up },
  { name: '0009-inbox-work', up: inboxWork.up },
  { name: '0010-operations', up: operations.up },
  { name: '0012-as-seen', up: asSeen.up },
  { name: '0013-inbox-retention', up: inboxRetention.up },
  { name: '0014-projection-look-ups', up: projectionLookUps.up },
  { name: '0020-message-path', up: messagePath.up },
  { name: '0030-pruned-partitions', up: prunedPartitions.up },
  { name: '0040-relationships', up: relationships.up },
  { name: '0050-ledger-register', up: ledgerRegister.up },
  { name: '0050-as-seen-retention', up: asSeenRetention.up },
  { name: '0051-route-moves', up: routeMoves.up },
  { name: '0060-shadow', up: shadow.up },
  { name: '0069-shadow-look-ups', up: shadowLookUps.up },
  { name: '0070-usage', up: usage.up },
  { name: '0071-retirement', up: retirement.up },
  { name: '0100-projection-rewrites', up: projectionRewrites.up },
  { name: '0110-privacy-directives', up: privacyDirectives.up },
  { name: '0111-very-restricted-look-up', up: veryRestrictedLookUp.up },
  { name: '0120-proxies', up: proxies.up },
  { name: '0112-proxy-number', up: proxyNumber.up },
  { name: '0130-waiting-loosenings', up: waitingLoosenings.up },
  { name: '0145-event-bodies', up: eventBodies.up },
  { name: '0146-lz4', up: lz4.up },
  { name: '0150-shadow-reads', up: shadowReads.up },
  { name: '0151-waiting-thaws', up: waitingThaws.up },
  { name: '0160-task-owners', up: taskOwners.up },
  { name: '0172-acknowledgements-owed', up: acknowledgementsOwed.up },
  { name: '0174-task-keys', up: taskKeys.up },
  { name: '0177-alert-acknowledged', up: alertAcknowledged.up },
  { name: '0177-by-nobody', up: byNobody.up },
  { name: '0177-override-obstacles', up: overrideObstacles.up },
  { name: '0194-visits', up: visits.up },
  { name: '0195-report-streams', up: reportStreams.up },
  { name: '0201-visits-of-groups', up: visitsOfGroups.up },
  { name: '0203-kept-apart', up: keptApart.up },
  { name: '0204-records-elsewhere', up: recordsElsewhere.up },
  { name: '0205-order-streams', up: orderStreams.up },
  { name: '0214-next-candidates', up: nextCandidates.up },
  { name: '0216-watched-feeds', up: watchedFeeds.up },
  { name: '0220-heard-messages', up: heardMessages.up },
  { name: '0240-installation', up: installation.up },
];
