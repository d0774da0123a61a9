import { keyOfResource } from '../../../../schema/record-key';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { abatementText, onsetText } from '../../../uk-core/fhir/condition-times';
import { codeAmong, conceptOf, hasCode, stated } from '../../../uk-core/fhir/elements';
import { condition, type FhirCondition } from '../fhir/care-record';
import type { PersonSource } from '../../../contract';
import type { Condition } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { UkCoreServer } from '../../../uk-core/server';

const STATUSES = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;

/** The person does not have it: this graph has no word for such a problem, so it is not shown. */
const NOT_THEIRS = ['refuted', 'entered-in-error'] as const;

/** Undefined for one that was ruled out or entered in error. */
const problemOf = (
  resource: FhirCondition,
  source: RecordSource,
  { instance }: UkCoreServer,
): Condition | undefined => {
  if (NOT_THEIRS.some((each) => hasCode(resource.verificationStatus, each))) return undefined;
  const code = conceptOf(resource.code, instance);
  if (code === undefined) throw new NotFhir('Condition.code holds neither text nor code');
  return stated({
    key: keyOfResource(instance, resource),
    source,
    code,
    clinicalStatus: codeAmong(STATUSES, resource.clinicalStatus),
    onset: resource.onsetDateTime,
    onsetText: onsetText(resource),
    abatement: resource.abatementDateTime,
    abatementText: abatementText(resource),
    recordedDate: resource.recordedDate,
  });
};

export const problemsOfPeople =
  (systmone: UkCoreServer): PersonSource<'problems'> =>
  (people, _selection, ask) =>
    systmone.dialect.people.ask(
      systmone,
      people,
      {
        what: 'Condition',
        query: {},
        schema: condition,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => problemOf(resource, source, systmone),
      },
      ask,
    );
