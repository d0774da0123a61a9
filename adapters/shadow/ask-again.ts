import { z } from 'zod';
import type { PersonCapability, Place, PlaceCapability, Selection } from '../../schema/capabilities';
import { parseOdsCode, type PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import { REGISTERED_PRACTICE } from '../ledger';
import type { Subjects } from './asked';

/** A row of `recorded_ask`. */
export interface RecordedAsk {
  readonly capability: string;
  readonly persons: readonly string[];
  readonly places: readonly string[];
  readonly selection: unknown;
}

const coding = z.object({ system: z.string(), code: z.string() });
const selectionRow = z.object({
  window: z.object({ from: z.string(), to: z.string() }).optional(),
  codes: z.array(coding).optional(),
  latest: z.number().optional(),
});

const selectionOf = (row: unknown): Selection => {
  const { window, codes, latest } = selectionRow.parse(row);
  return {
    ...(window && { window: { from: window.from as Instant, to: window.to as Instant } }),
    ...(codes && { codes }),
    ...(latest !== undefined && { latest }),
  };
};

const placeOf = (text: string): readonly Place[] => {
  const [code = '', ward = ''] = text.split('|');
  const organisation = parseOdsCode(code);
  return organisation === null ? [] : [{ organisation, ...(ward === '' ? {} : { ward }) }];
};

/** What was asked, as far as it still can be: people as the index has them now, places of the route's organisation. */
export const askedAgain = async (
  recorded: RecordedAsk,
  route: string,
  index: Pick<IdentityIndex, 'byIds'>,
): Promise<{ readonly subjects: Subjects; readonly selection: Selection } | null> => {
  const selection = selectionOf(recorded.selection);
  // A row is written by the read itself, so its capability is one that can be asked in its way.
  if (recorded.persons.length > 0) {
    const people = (await index.byIds(recorded.persons as readonly PersonId[])).flatMap((person) => person ?? []);
    const capability = recorded.capability as PersonCapability;
    return people.length === 0 ? null : { subjects: { of: 'people', capability, people }, selection };
  }
  const [organisation] = route.split('/');
  const places = recorded.places
    .flatMap(placeOf)
    .filter((place) => organisation === REGISTERED_PRACTICE || place.organisation === organisation);
  const capability = recorded.capability as PlaceCapability;
  return places.length === 0 ? null : { subjects: { of: 'places', capability, places }, selection };
};
