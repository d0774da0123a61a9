import { failed, type Answer } from '../../../schema/answer';
import { systemError } from '../../../schema/errors';
import { asSourceFault } from '../../source-fault';
import { SourceFault } from '../../contract';
import type { Place } from '../../../schema/capabilities';
import type { UkCoreServer } from '../server';

/**
 * Each place by itself, side by side: same length, same order. A place that fails fails alone; when none could be
 * asked, throws the first {@link SourceFault}, for the door to retry and count.
 */
export const eachPlace = async <T>(
  { instance, organisation }: UkCoreServer,
  places: readonly Place[],
  one: (place: Place) => Promise<Answer<T>>,
): Promise<readonly Answer<T>[]> => {
  const outcomes = await Promise.all(
    places.map(async (place): Promise<Answer<T> | SourceFault> => {
      if (place.organisation !== organisation)
        return new SourceFault('SOURCE_REFUSED', 'The place belongs to an organisation this instance does not serve');
      return one(place).catch(asSourceFault);
    }),
  );
  const faults = outcomes.filter((outcome) => outcome instanceof SourceFault);
  const [first] = faults;
  if (first !== undefined && faults.length === places.length) throw first;
  return outcomes.map((outcome) =>
    outcome instanceof SourceFault
      ? failed(
          systemError(
            outcome.code,
            instance,
            outcome.message,
            outcome.retryAfterMs === undefined ? {} : { retryAfterMs: outcome.retryAfterMs },
          ),
        )
      : outcome,
  );
};
