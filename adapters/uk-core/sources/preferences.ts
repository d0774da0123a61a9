import { now } from '../../../schema/clock';
import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { conceptOf, extensionOf, oneOf, periodOf, stated } from '../fhir/elements';
import { flag, type FhirFlag } from '../fhir/care-record';
import { PREFERENCE_CATEGORIES } from '../vocabulary';
import type { PersonSource } from '../../contract';
import type { Flag, Preference } from '../../../schema/clinical/care-record';
import type { CodeableConcept, RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

const FLAG_STATUSES = ['active', 'inactive', 'entered-in-error'] as const;

/** One whose time is over is active no more, though nobody has set its status (R4 Flag.period). */
export const flagStatus = ({ status, period }: FhirFlag, { clock }: Pick<UkCoreServer, 'clock'>): Flag['status'] => {
  const { end } = periodOf(period);
  return status === 'active' && end !== undefined && end < now(clock) ? 'inactive' : oneOf(FLAG_STATUSES, status);
};

/** Undefined for an alert. */
export const preferenceCategory = ({ category }: FhirFlag): (typeof PREFERENCE_CATEGORIES)[number] | undefined =>
  PREFERENCE_CATEGORIES.find((known) => category.some(({ coding }) => coding.some(({ code }) => code === known)));

export const flagCode = ({ code }: FhirFlag, { instance }: UkCoreServer): CodeableConcept => {
  const concept = conceptOf(code, instance);
  if (concept === undefined) throw new NotFhir('Flag.code holds neither text nor code');
  return concept;
};

/** Undefined for a flag of another kind. */
const preferenceOf = (resource: FhirFlag, source: RecordSource, server: UkCoreServer): Preference | undefined => {
  const category = preferenceCategory(resource);
  if (category === undefined) return undefined;
  return stated({
    key: keyOfResource(server.instance, resource),
    source,
    category,
    code: flagCode(resource, server),
    status: flagStatus(resource, server),
    recordedDate: periodOf(resource.period).start,
    note: extensionOf(resource.extension, server.dialect.local.extension.note)?.valueString,
  });
};

/** Resuscitation, mental capacity and end-of-life preferences. */
export const preferencesOfPeople =
  (server: UkCoreServer): PersonSource<'preferences'> =>
  (people, _selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'Flag',
        query: {
          category: PREFERENCE_CATEGORIES.map((code) => `${server.dialect.local.flagCategories}|${code}`).join(','),
        },
        schema: flag,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => preferenceOf(resource, source, server),
      },
      ask,
    );
