import { abatementText, onsetText } from '../../../uk-core/fhir/condition-times';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, extensionOf, oneOf, stated } from '../fhir/elements';
import { condition, type FhirCondition } from '../fhir/resources';
import { EXTENSION } from '../vocabulary';
import { areaOfPeople, type ReadingContext } from './area';
import type { Condition } from '../../../../schema/clinical/care-record';
import type { PersonSource } from '../../../contract';
import type { Practice } from '../practice';

const STATUSES = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;
const SIGNIFICANCES = ['major', 'minor'] as const;

/** The person does not have it: this graph has no word for such a problem, so it is not shown. */
const NOT_THEIRS: readonly (string | undefined)[] = ['refuted', 'entered-in-error'];

const problemOf = (resource: FhirCondition, { key, source, practice }: ReadingContext): Condition | undefined => {
  if (NOT_THEIRS.includes(resource.verificationStatus)) return undefined;
  const code = conceptOf(resource.code, practice.instance);
  if (code === undefined) throw new NotFhir('Condition.code holds neither text nor code');
  const significance = extensionOf(resource.extension, EXTENSION.problemSignificance)?.valueCode;
  return stated({
    key,
    source,
    code,
    clinicalStatus: oneOf(STATUSES, resource.clinicalStatus),
    significance: SIGNIFICANCES.find((each) => each === significance),
    onset: resource.onsetDateTime,
    onsetText: onsetText(resource),
    abatement: resource.abatementDateTime,
    abatementText: abatementText(resource),
    recordedDate: resource.assertedDate,
  });
};

/** Problems, active and inactive, with their significance. */
export const problemsOfPeople = (practice: Practice): PersonSource<'problems'> =>
  areaOfPeople(practice, 'problems', {
    type: 'Condition',
    schema: condition,
    subject: ({ subject }) => subject,
    read: problemOf,
  });
