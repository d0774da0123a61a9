import type { Selection } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { Recorder } from '../routing';
import type { Subjects } from './asked';
import type { Comparing } from './comparing';
import type { ComparedRoute } from './route';
import { systemAsk } from './system-ask';

/** A read of both systems that nobody asked for. */
export interface OwnRead {
  readonly route: ComparedRoute;
  readonly subjects: Subjects;
  readonly selection: Selection;
}

export interface OwnReadMeans {
  readonly comparing: Comparing;
  readonly recorder: Pick<Recorder, 'answered'>;
  readonly clock: Clock;
  readonly deadlineMs: number;
}

/** Asks both systems in Causeway's own name, once it is on record whom it is about and what for. */
export const readOwn = async (
  { route, subjects, selection }: OwnRead,
  why: { readonly operation: string; readonly note: string; readonly rehearsal: number | null },
  { comparing, recorder, clock, deadlineMs }: OwnReadMeans,
): Promise<void> => {
  const ask = systemAsk(why.operation, route.id, clock, deadlineMs);
  await recorder.answered({
    ...{ ask, capability: subjects.capability, note: why.note, instances: [route.control, route.candidate] },
    persons: subjects.of === 'people' ? subjects.people.map(({ id }) => id) : [],
    ...(subjects.of === 'places' && { places: subjects.places }),
  });
  const origin = why.rehearsal === null ? 'probe' : 'rehearsal';
  await comparing.both({ route, origin, rehearsal: why.rehearsal, subjects, selection, ask });
};
