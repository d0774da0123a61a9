import type { DomainEvent } from '../../../schema/events';
import type { Instant } from '../../../schema/time';
import type { FeedProfile, Refusal, Translation } from '../../contract';
import { latestToldAt, readAt } from '../../segments/occurred';
import { personLocation } from '../../segments/pl';
import { instantOfTs } from '../../segments/ts';
import type { Hl7Message, Segment } from '../../wire/hl7v2/message';

type BedStock = Extract<DomainEvent, { kind: 'bed-stock-changed' }>;

/** MFE-1, HL7 table 0180. A deactivated bed leaves the stock as a deleted one does. */
const CHANGES: Readonly<Record<string, BedStock['change']>> = {
  MAD: 'put',
  MUP: 'put',
  MAC: 'put',
  MDL: 'remove',
  MDC: 'remove',
};

interface Parent {
  readonly bay?: string | null;
  readonly site?: string;
  readonly siteName?: string;
}

/** LRL-2, HL7 table 0206: this parent is one no more. */
const isDeleted = (lrl: Segment): boolean => lrl.text(2).toUpperCase() === 'D';

/**
 * LRL (HL7 UK A.3): LRL-4 `PAR`; LRL-5 the site as an organisation, LRL-6 the ward, or the bay in the bed component. A bay
 * that is deleted and none put in its place leaves the bed in none.
 */
const parentOf = (lrls: readonly Segment[], profile: FeedProfile): Parent => {
  const parents = lrls.filter((lrl) => lrl.text(4) === 'PAR');
  const bayOf = (lrl: Segment): string | undefined => personLocation(lrl, 6, profile).bed;
  const leavesBay = parents.some((lrl) => isDeleted(lrl) && bayOf(lrl) !== undefined);
  return parents
    .filter((lrl) => !isDeleted(lrl))
    .reduce<Parent>(
      (parent, lrl) => {
        const bay = bayOf(lrl);
        const [siteName, site] = [lrl.text(5, 1), lrl.text(5, 3)];
        return {
          ...parent,
          ...(bay === undefined ? {} : { bay }),
          ...(site === '' ? {} : { site }),
          ...(siteName === '' ? {} : { siteName }),
        };
      },
      leavesBay ? { bay: null } : {},
    );
};

const refusal = (hl7: Refusal['hl7'], at: string, reason: string): Refusal => ({ hl7, at, reason });

const oneEntry = (
  mfe: Segment,
  members: readonly Segment[],
  occurredAt: Instant | undefined,
  profile: FeedProfile,
): BedStock | Refusal => {
  const change = CHANGES[mfe.text(1)];
  if (change === undefined) return refusal('103', 'MFE-1', 'MFE-1 is not a record-level event of table 0180');
  if (occurredAt === undefined) return refusal('102', 'MFE-3', 'Neither MFE-3 nor MSH-7 holds a time');
  const loc = members.find(({ name }) => name === 'LOC');
  const place = loc === undefined ? personLocation(mfe, 4, profile) : personLocation(loc, 1, profile);
  if (place.ward === undefined) return refusal('101', 'MFE-4', 'Neither MFE-4 nor LOC-1 names a ward');
  const { bay, ...site } = parentOf(
    members.filter(({ name }) => name === 'LRL'),
    profile,
  );
  const name = loc?.text(2) ?? '';
  const about = { kind: 'bed-stock-changed', ward: place.ward, ...site, change, occurredAt } as const;
  if (place.bed === undefined) return { ...about, ...(name === '' ? {} : { wardName: name }) };
  return {
    ...about,
    bed: { code: place.bed, ...(name === '' ? {} : { name }), ...(bay === undefined ? {} : { bay }) },
  };
};

/**
 * MFN^M05 (HL7 2.4 chapter 8, in HL7 UK A.3's form): wards and beds, one event an MFE, at MFE-3, else MSH-7, and never a
 * day after that: a year mistyped would stand before all that is said of the ward until then. All of it, or a refusal.
 */
export const bedStockEvents = (message: Hl7Message, profile: FeedProfile): Translation => {
  const sent = message.msh.text(7);
  const [otherwise, latest] = [instantOfTs(sent), latestToldAt(sent)];
  const events: BedStock[] = [];
  const notes = new Set<string>();
  for (const { leader, members } of message.groups('MFE')) {
    const { text, moment, note } = readAt('MFE-3', leader.text(3), latest);
    if (text !== '' && note !== null) notes.add(note);
    const entry = oneEntry(leader, members, moment?.instant ?? otherwise, profile);
    if ('hl7' in entry) return { kind: 'refused', refusal: entry };
    events.push(entry);
  }
  if (events.length === 0) return { kind: 'refused', refusal: refusal('100', 'MFE', 'The message has no MFE segment') };
  return { kind: 'events', events, notes: [...notes] };
};
