import { NotFhir } from '../../../wire/fhir/not-fhir';
import { ENTERED_IN_ERROR, momentOf, partyOf, stated } from '../../../uk-core/fhir/elements';
import { task, type FhirTask } from '../fhir/task';
import { ACKNOWLEDGEMENT_TASK, RESULT_SYSTEM, TASK_CODES } from '../fhir/vocabulary';
import type { PersonSource } from '../../../contract';
import type { ResultAcknowledgement } from '../../../../schema/clinical/pathology';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { UkCoreServer } from '../../../uk-core/server';

/** Undefined for one that was entered in error: it says neither that the result was opened nor that it was not. */
const acknowledgementOf = (
  resource: FhirTask,
  source: RecordSource,
  { organisation }: UkCoreServer,
): ResultAcknowledgement | undefined => {
  if (resource.status === ENTERED_IN_ERROR) return undefined;
  const result = resource.focus?.identifier;
  if (result?.system !== RESULT_SYSTEM || result.value === undefined)
    throw new NotFhir('Task.focus names no result by its filler number');
  const opened = resource.status === 'completed';
  const at = opened ? momentOf(resource.executionPeriod?.end) : undefined;
  return stated({
    key: `${organisation}|${result.value}`,
    source,
    resultKey: result.value,
    acknowledgedAt: at,
    undated: opened && at === undefined ? (true as const) : undefined,
    by: opened ? partyOf(resource.owner) : undefined,
  });
};

/**
 * Who opened which result; a task still waiting is a result that nobody opened. Not narrowed by the window: the task
 * of a result that was corrected in it is older.
 */
export const resultAcknowledgementsOfPeople =
  (nervecentre: UkCoreServer): PersonSource<'result-acknowledgements'> =>
  (people, _selection, ask) =>
    nervecentre.dialect.people.ask(
      nervecentre,
      people,
      {
        what: 'Task',
        query: { code: `${TASK_CODES}|${ACKNOWLEDGEMENT_TASK}`, _sort: '-authored-on' },
        schema: task,
        subject: (resource) => resource.for,
        reader: () => (resource, source) => acknowledgementOf(resource, source, nervecentre),
      },
      ask,
    );
