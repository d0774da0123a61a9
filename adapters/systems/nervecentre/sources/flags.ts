import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, extensionOf, oneOf, periodOf, stated } from '../fhir/elements';
import { flag, type FhirFlag } from '../fhir/care-record';
import { EXTENSION, FLAG_CATEGORIES, PREFERENCE_CATEGORIES } from '../fhir/vocabulary';
import { askPeople } from './people';
import type { PersonSource } from '../../../contract';
import type { Flag, Preference } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { Nervecentre } from '../search';

const STATUSES = ['active', 'inactive', 'entered-in-error'] as const;

const preferenceCategory = ({ category }: FhirFlag): (typeof PREFERENCE_CATEGORIES)[number] | undefined =>
  PREFERENCE_CATEGORIES.find((known) => category.some(({ coding }) => coding.some(({ code }) => code === known)));

const codeOf = (resource: FhirFlag, { instance }: Nervecentre) => {
  const code = conceptOf(resource.code, instance);
  if (code === undefined) throw new NotFhir('Flag.code holds neither text nor code');
  return code;
};

const flagOf = (resource: FhirFlag, source: RecordSource, nervecentre: Nervecentre): Flag => ({
  key: `${nervecentre.organisation}|${resource.id}`,
  source,
  code: codeOf(resource, nervecentre),
  category: conceptOf(resource.category[0], nervecentre.instance) ?? { text: 'Alert', codings: [] },
  status: oneOf(STATUSES, resource.status),
  period: periodOf(resource.period),
});

const preferenceOf = (
  resource: FhirFlag,
  category: Preference['category'],
  source: RecordSource,
  nervecentre: Nervecentre,
): Preference =>
  stated({
    key: `${nervecentre.organisation}|${resource.id}`,
    source,
    category,
    code: codeOf(resource, nervecentre),
    status: oneOf(STATUSES, resource.status),
    recordedDate: periodOf(resource.period).start,
    note: extensionOf(resource.extension, EXTENSION.note)?.valueString,
  });

/** Alerts: every flag that is not a preference, so that a category nobody has thought of is still shown. */
export const flagsOfPeople =
  (nervecentre: Nervecentre): PersonSource<'flags'> =>
  (people, _selection, ask) =>
    askPeople(
      nervecentre,
      people,
      {
        what: 'Flag',
        query: { _include: 'Flag:patient' },
        schema: flag,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) =>
          preferenceCategory(resource) === undefined ? flagOf(resource, source, nervecentre) : undefined,
      },
      ask,
    );

/** Resuscitation, mental capacity and end-of-life preferences. */
export const preferencesOfPeople =
  (nervecentre: Nervecentre): PersonSource<'preferences'> =>
  (people, _selection, ask) =>
    askPeople(
      nervecentre,
      people,
      {
        what: 'Flag',
        query: {
          category: PREFERENCE_CATEGORIES.map((code) => `${FLAG_CATEGORIES}|${code}`).join(','),
          _include: 'Flag:patient',
        },
        schema: flag,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => {
          const category = preferenceCategory(resource);
          return category === undefined ? undefined : preferenceOf(resource, category, source, nervecentre);
        },
      },
      ask,
    );
