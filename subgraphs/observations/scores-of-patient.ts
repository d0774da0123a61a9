import { personList, type ListArgs } from '../person-list';
import { lastDays, windowOf, within, type WindowArgs } from '../windows';
import { scoreNode } from './score';

const list = personList<'early-warning', ListArgs & { window?: WindowArgs | null }, object>({
  capability: 'early-warning',
  kind: 'score',
  order: { key: ({ effective }) => effective, direction: 'descending' },
  window: ({ window }, context) => windowOf(window, lastDays(context, 7)),
  keep: ({ effective, status }, _, window) => status !== 'entered-in-error' && (!window || within(window, effective)),
  node: (score) => scoreNode(score),
});

/** A person's scores over time. The rule of a worklist is not applied here, so nobody is "not assessed". */
export const scoresOfPatient: typeof list = async (...asked) => {
  const page = await list(...asked);
  return page && { ...page, notAssessed: [] };
};
