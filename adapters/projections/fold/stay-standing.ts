import type { EncounterStatus } from '../../../schema/clinical/encounter';
import type { StayFacts } from '../../../schema/events';
import type { Retained, StayTold } from './stay-undo';

/** Where a stay stands, by the changes that count. */
export interface Standing {
  readonly planned: boolean;
  /** An A04 stands: whoever is not admitted after all is still attending. */
  readonly registered: boolean;
  readonly admitted: boolean;
  readonly finished: boolean;
  readonly onLeave: boolean;
  readonly cancelled: boolean;
}

export const nowhere: Standing = {
  planned: false,
  registered: false,
  admitted: false,
  finished: false,
  onLeave: false,
  cancelled: false,
};

/** An A11 of an A01 may be a decision not to admit (HL7 v2.4 section 3.3.11): whoever had registered before is still there. */
export const attendsAgain = ({ registered }: Standing, undid: StayTold | undefined): boolean =>
  registered && undid?.event.change === 'admit';

/** Where the stay stands after an event that still counts. */
export const standing = (stay: Standing, { told, undid }: Retained): Partial<Standing> => {
  switch (told.event.change) {
    case 'admit':
      return { admitted: true, finished: false, onLeave: false, cancelled: false };
    case 'register':
      return { registered: true, admitted: true, finished: false, onLeave: false, cancelled: false };
    case 'pre-admit':
    case 'pending-admit':
      return { planned: true, cancelled: false };
    case 'class-change':
    case 'transfer':
      return { admitted: true, cancelled: false };
    case 'discharge':
      return { registered: false, admitted: true, finished: true, cancelled: false };
    case 'cancel-admit':
      return attendsAgain(stay, undid)
        ? { finished: false, onLeave: false }
        : { admitted: false, finished: false, onLeave: false, cancelled: !stay.planned };
    case 'cancel-pre-admit':
    case 'cancel-pending-admit':
      return { planned: false, cancelled: !stay.admitted };
    case 'cancel-discharge':
      return { admitted: true, finished: false, cancelled: false };
    case 'leave':
    case 'cancel-return':
      return { admitted: true, onLeave: true };
    case 'return':
    case 'cancel-leave':
      return { admitted: true, onLeave: false };
    case 'update':
    case 'cancel-transfer':
    case 'pending-transfer':
    case 'pending-discharge':
    case 'cancel-pending-transfer':
    case 'cancel-pending-discharge':
      return {};
  }
};

export const statusOf = (stay: Standing & { readonly facts: Partial<StayFacts> }): EncounterStatus => {
  if (stay.cancelled) return 'cancelled';
  // PV1-45 on an update tells of a discharge whose own message was missed: nobody is left as a ghost in a bed.
  if (stay.finished || stay.facts.dischargedAt !== undefined) return 'finished';
  if (stay.admitted) return stay.onLeave ? 'onleave' : 'in-progress';
  if (stay.planned) return 'planned';
  // A feed that starts in the middle of a stay may begin with an update.
  return stay.facts.admittedAt === undefined ? 'unknown' : 'in-progress';
};

export const CLOSED: ReadonlySet<EncounterStatus> = new Set<EncounterStatus>(['finished', 'cancelled']);
