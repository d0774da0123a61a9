import { failed, type Answer } from '../../../../schema/answer';
import { systemError } from '../../../../schema/errors';
import { SourceFault } from '../../../contract';
import { asSourceFault } from '../../../source-fault';
import { askable, type AskedPerson } from '../structured-record';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { Practice } from '../practice';

/** A refusal is the practice's answer about that person, and no sign that the practice is unwell. */
const isUnwell = (outcome: unknown): outcome is SourceFault =>
  outcome instanceof SourceFault && outcome.code !== 'SOURCE_REFUSED';

/**
 * Each person by themselves: same length, same order. One who fails fails alone; when the practice could answer about
 * nobody, throws the first {@link SourceFault}, for the door to retry and count.
 */
export const eachPerson = async <T>(
  { instance }: Practice,
  people: readonly PersonIdentity[],
  one: (asked: AskedPerson) => Promise<Answer<T>>,
): Promise<readonly Answer<T>[]> => {
  const outcomes = await Promise.all(
    people.map(async (person): Promise<Answer<T> | SourceFault> => {
      try {
        return await one(askable(person));
      } catch (error) {
        return asSourceFault(error);
      }
    }),
  );
  const [first] = outcomes;
  if (isUnwell(first) && outcomes.every(isUnwell)) throw first;
  return outcomes.map((outcome) =>
    outcome instanceof SourceFault
      ? failed(
          systemError(
            outcome.code,
            instance,
            `${instance}: ${outcome.message}`,
            outcome.retryAfterMs === undefined ? {} : { retryAfterMs: outcome.retryAfterMs },
          ),
        )
      : outcome,
  );
};
