import type { IdentityIndex } from '../identity';
import type { Admission } from './admission';
import type { AnswerSchedule } from './answer-schedule';
import type { DoorIdentity } from './identity';
import type { DoorObserver } from './observer';
import type { Ramp } from './ramp';
import type { Recorder } from './recorder';
import type { Systems } from './systems';

/** What every read through the door passes. */
export interface DoorParts {
  readonly systems: Systems;
  readonly recorder: Recorder;
  readonly admission: Admission;
  readonly identity: DoorIdentity;
  readonly index: Pick<IdentityIndex, 'staysOfVeryRestricted'>;
  readonly ramp: Ramp;
  readonly schedule: AnswerSchedule;
  readonly observer: DoorObserver;
}
