import { keyOfResource } from '../../../../schema/record-key';
import { flag, type FhirFlag } from '../../../uk-core/fhir/care-record';
import { conceptOf, periodOf } from '../../../uk-core/fhir/elements';
import { flagCode, flagStatus, preferenceCategory } from '../../../uk-core/sources/preferences';
import type { PersonSource } from '../../../contract';
import type { Flag } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { UkCoreServer } from '../../../uk-core/server';

const flagOf = (resource: FhirFlag, source: RecordSource, nervecentre: UkCoreServer): Flag => ({
  key: keyOfResource(nervecentre.instance, resource),
  source,
  code: flagCode(resource, nervecentre),
  category: conceptOf(resource.category[0], nervecentre.instance) ?? { text: 'Alert', codings: [] },
  status: flagStatus(resource, nervecentre),
  period: periodOf(resource.period),
});

/** Alerts: every flag that is not a preference, so that a category nobody has thought of is still shown. */
export const flagsOfPeople =
  (nervecentre: UkCoreServer): PersonSource<'flags'> =>
  (people, _selection, ask) =>
    nervecentre.dialect.people.ask(
      nervecentre,
      people,
      {
        what: 'Flag',
        query: {},
        schema: flag,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) =>
          preferenceCategory(resource) === undefined ? flagOf(resource, source, nervecentre) : undefined,
      },
      ask,
    );
