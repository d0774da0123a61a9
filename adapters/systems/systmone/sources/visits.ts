import { found } from '../../../../schema/answer';
import { keyOfResource } from '../../../../schema/record-key';
import { appointment, type FhirAppointment } from '../../../uk-core/fhir/care-record';
import { ENTERED_IN_ERROR } from '../../../uk-core/fhir/elements';
import { participantsOf, statusOf } from '../../../uk-core/sources/appointments';
import { readEach, unreadableRecord } from '../../../uk-core/sources/reading';
import { isSamePerson, knownAs } from '../../../uk-core/sources/same-person';
import { during } from '../../../uk-core/sources/selection';
import { subjectsOf, type Subjects } from '../../../uk-core/sources/subjects';
import { LOCAL } from '../fhir/vocabulary';
import type { Visit, Visits } from '../../../contract';
import type { UkCoreServer } from '../../../uk-core/server';

type Participant = Partial<FhirAppointment['participant'][number]>;

/** To each who comes; to nobody who is known where it names no patient. */
const visitsIn = (resource: FhirAppointment, subjects: Subjects, systmone: UkCoreServer): readonly Visit[] => {
  // It may stand on the wrong record: it says of nobody that they are visited.
  if (resource.status === ENTERED_IN_ERROR) return [];
  const visitTo = ({ actor, status }: Participant): Visit => ({
    key: keyOfResource(systmone.instance, resource),
    start: resource.start,
    status: statusOf(resource, { status }),
    subject: subjects.subjectOf(actor),
    isOf: (person) => isSamePerson(knownAs(person, systmone), subjects.whoIs(actor)),
  });
  const patients: readonly Participant[] = participantsOf(resource, 'Patient');
  return (patients.length === 0 ? [{}] : patients).map(visitTo);
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
      visitsIn(resource, subjects, systmone),
    );
    return found<readonly Visit[]>(records.flat(), searched.source, {
      complete: searched.complete && unreadable === 0,
      warnings: [...searched.warnings, ...(unreadable > 0 ? [unreadableRecord(systmone)] : [])],
    });
  },
});
