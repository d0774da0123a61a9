import type { Warning } from '../../schema/answer';
import type { ReportElsewhere } from '../../schema/clinical/pathology';
import type { ProjectedKind } from './reader';

/** The reason of a withdrawal that its sender did not word: the report is out of every list, and this says why. */
const MOVED: Warning = {
  code: 'REPORT_MOVED',
  text: 'A report that was told of this person was told of somebody else afterwards, under the same number: it is withdrawn here.',
};

const IN_DOUBT: Warning = {
  code: 'REPORT_IN_DOUBT',
  text: 'A report that was told of this person was told of somebody else too, under the same number, and it is not settled whose it is.',
};

const ORDER_MOVED: Warning = {
  code: 'ORDER_MOVED',
  text: 'An order that was told of this person was told of somebody else afterwards, under the same number: it is revoked here.',
};

const isOfOrders = (kind: ProjectedKind): boolean => kind === 'lab-orders' || kind === 'imaging-orders';

/** What is to be said beside reports and orders whose number was told of somebody else too. */
export const toldElsewhere = (
  kind: ProjectedKind,
  records: readonly { readonly elsewhere?: ReportElsewhere }[],
): readonly Warning[] => {
  const said = new Set(records.map(({ elsewhere }) => elsewhere));
  const moved = isOfOrders(kind) ? ORDER_MOVED : MOVED;
  return [...(said.has('moved') ? [moved] : []), ...(said.has('in-doubt') ? [IN_DOUBT] : [])];
};
