import { instanceParts, parseOdsCode } from '../../schema/identifiers';
import type { WardKey } from '../../schema/clinical/location';
import type { OdsCode } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';

/** A PL as its sender lays it out. `ward` is absent where only a facility is named (ITK class W). */
export interface PersonLocation {
  readonly ward?: WardKey;
  readonly room?: string;
  readonly bed?: string;
  readonly facility?: string;
}

/** The trust that a facility belongs to (`RWE`, and `RWEAA` its site); a sender's own facility codes say nothing. */
const organisationOf = (facility: string, profile: FeedProfile): OdsCode | null =>
  (/^[RT][A-Z0-9]{2}([A-Z0-9]{2})?$/.test(facility) ? parseOdsCode(facility.slice(0, 3)) : null) ??
  parseOdsCode(instanceParts(profile.instance).organisation);

/** One PL (HL7 2.4 section 2.8.28) by the profile: ITK puts the ward in the room component, others in the first. */
export const personLocation = (segment: Segment, field: number, profile: FeedProfile): PersonLocation => {
  const part = (component: number | undefined) =>
    component === undefined ? '' : segment.text(field, component).trim();
  const [code, room, bed, facility] = [
    part(profile.pl.ward),
    part(profile.pl.room),
    part(profile.pl.bed),
    part(profile.pl.facility),
  ];
  const organisation = organisationOf(facility, profile);
  return {
    ...(code === '' || organisation === null ? {} : { ward: { organisation, code } }),
    ...(room === '' ? {} : { room }),
    ...(bed === '' ? {} : { bed }),
    ...(facility === '' ? {} : { facility }),
  };
};
