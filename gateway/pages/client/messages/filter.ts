import { DAY, HOUR } from '../../../../schema/time';
import type { Filter } from './answers';
import type { Search } from './place';
import { londonEarliest, londonLatest } from '../london-time';
import { ago } from '../times';

const LENGTHS: Readonly<Record<string, number>> = { hour: HOUR, day: DAY, week: 7 * DAY };

const received = ({ arrived, from, to }: Search): Filter['received'] | null => {
  const length = LENGTHS[arrived];
  if (length !== undefined) return { from: ago(length) };
  if (arrived !== 'between') return null;
  const begin = londonEarliest(from);
  const end = londonLatest(to);
  return begin === null && end === null ? null : { ...(begin && { from: begin }), ...(end && { to: end }) };
};

/** What to ask the graph for a search. Relative times count from the server's now. */
export const filterOf = (search: Search): Filter => {
  const window = received(search);
  return {
    ...(search.nhsNumber && { nhsNumber: search.nhsNumber.replaceAll(/\s/g, '') }),
    ...(search.hospitalNumber && { identifier: { value: search.hospitalNumber } }),
    ...(search.visit && { visit: search.visit }),
    ...(search.controlId && { controlId: search.controlId }),
    ...(search.feed && { feeds: [search.feed] }),
    ...(search.type && { types: [search.type.toUpperCase()] }),
    ...(search.state && { states: [search.state] }),
    ...(search.problem && { problems: [search.problem] }),
    ...(search.sendingApplication && { sendingApplication: search.sendingApplication }),
    ...(search.sendingFacility && { sendingFacility: search.sendingFacility }),
    ...(window && { received: window }),
  };
};
