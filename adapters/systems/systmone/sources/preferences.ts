import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, extensionOf, oneOf, periodOf, stated } from '../fhir/elements';
import { flag, type FhirFlag } from '../fhir/care-record';
import { EXTENSION, FLAG_CATEGORIES, PREFERENCE_CATEGORIES } from '../fhir/vocabulary';
import { askPeople } from './people';
import type { PersonSource } from '../../../contract';
import type { Preference } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { SystmOne } from '../search';

const STATUSES = ['active', 'inactive', 'entered-in-error'] as const;

const categoryOf = ({ category }: FhirFlag): (typeof PREFERENCE_CATEGORIES)[number] | undefined =>
  PREFERENCE_CATEGORIES.find((known) => category.some(({ coding }) => coding.some(({ code }) => code === known)));

/** Undefined for a flag of another kind. */
const preferenceOf = (resource: FhirFlag, source: RecordSource, systmone: SystmOne): Preference | undefined => {
  const category = categoryOf(resource);
  if (category === undefined) return undefined;
  const code = conceptOf(resource.code, systmone.instance);
  if (code === undefined) throw new NotFhir('Flag.code holds neither text nor code');
  return stated({
    key: `${systmone.organisation}|${resource.id}`,
    source,
    category,
    code,
    status: oneOf(STATUSES, resource.status),
    recordedDate: periodOf(resource.period).start,
    note: extensionOf(resource.extension, EXTENSION.note)?.valueString,
  });
};

/** Resuscitation, mental capacity and end-of-life preferences. */
export const preferencesOfPeople =
  (systmone: SystmOne): PersonSource<'preferences'> =>
  (people, _selection, ask) =>
    askPeople(
      systmone,
      people,
      {
        what: 'Flag',
        query: { category: PREFERENCE_CATEGORIES.map((code) => `${FLAG_CATEGORIES}|${code}`).join(',') },
        schema: flag,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => preferenceOf(resource, source, systmone),
      },
      ask,
    );
