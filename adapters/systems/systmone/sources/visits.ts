import { found } from '../../../../schema/answer';
import { keyOfResource } from '../../../../schema/record-key';
import { appointment, type FhirAppointment } from '../../../uk-core/fhir/care-record';
import { ENTERED_IN_ERROR } from '../../../uk-core/fhir/elements';
import { actor, statusOf } from '../../../uk-core/sources/appointments';
import { readEach, unreadableRecord } from '../../../uk-core/sources/reading';
import { isSamePerson, knownAs } from '../../../uk-core/sources/same-person';
import { during } from '../../../uk-core/sources/selection';
import { subjectsOf, type Subjects } from '../../../uk-core/sources/subjects';
import { LOCAL } from '../fhir/vocabulary';
import type { Visit, Visits } from '../../../contract';
import type { UkCoreServer } from '../../../uk-core/server';

const visitOf = (resource: FhirAppointment, subjects: Subjects, systmone: UkCoreServer): Visit | undefined => {
  // It may stand on the wrong record: it says of nobody that they are visited.
  if (resource.status === ENTERED_IN_ERROR) return undefined;
  const patient = actor(resource, 'Patient');
  return {
    key: keyOfResource(systmone.instance, resource),
    start: resource.start,
    status: statusOf(resource),
    subject: subjects.subjectOf(patient),
    isOf: (person) => isSamePerson(knownAs(person, systmone), subjects.whoIs(patient)),
  };
};

/** Community appointments of the whole organisation, each with its Patient: one search. */
export const visitsOf = (systmone: UkCoreServer): Visits => ({
  during: async (window, ask) => {
    const query = {
      'service-category': `${LOCAL.serviceCategories}|community`,
      ...during('date', { window }),
      _include: 'Appointment:patient',
    };
    const searched = await systmone.search('Appointment', query, ask);
    const subjects = subjectsOf(searched, systmone);
    const { records, unreadable } = readEach(searched.matches, appointment, (resource) =>
      visitOf(resource, subjects, systmone),
    );
    return found<readonly Visit[]>(records, searched.source, {
      complete: searched.complete && unreadable === 0,
      warnings: [...searched.warnings, ...(unreadable > 0 ? [unreadableRecord(systmone)] : [])],
    });
  },
});
