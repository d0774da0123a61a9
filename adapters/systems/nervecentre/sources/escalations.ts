import { found } from '../../../../schema/answer';
import { keyOfResource } from '../../../../schema/record-key';
import { ENTERED_IN_ERROR, momentOf, oneOf, partyOf, periodOf, stated } from '../../../uk-core/fhir/elements';
import { task, type FhirTask } from '../fhir/task';
import { ESCALATION_TASK, TASK_CODES } from '../fhir/vocabulary';
import { placeNamed } from './named-place';
import { during } from '../../../uk-core/sources/selection';
import { eachPlace } from '../../../uk-core/sources/places';
import { readEach, recordSource, unreadableRecord } from '../../../uk-core/sources/reading';
import { localReference } from '../../../wire/fhir/references';
import { subjectsOf, type Subjects } from '../../../uk-core/sources/subjects';
import type { PersonSource, PlaceSource } from '../../../contract';
import type { Escalation } from '../../../../schema/clinical/observation';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { UkCoreServer, Query } from '../../../uk-core/server';

const STATUSES = ['requested', 'received', 'accepted', 'rejected', 'completed', 'cancelled'] as const;
const PRIORITIES = ['routine', 'urgent', 'asap', 'stat'] as const;

const QUERY: Query = { code: `${TASK_CODES}|${ESCALATION_TASK}`, _sort: '-authored-on' };

const focusKey = ({ focus }: FhirTask, { instance }: UkCoreServer): string | undefined => {
  const [resourceType, id] = focus?.reference === undefined ? [] : localReference(focus.reference).split('/');
  return resourceType === 'Observation' && id !== undefined ? keyOfResource(instance, { resourceType, id }) : undefined;
};

/** Undefined for one that was entered in error. */
const escalationOf = (
  resource: FhirTask,
  source: RecordSource,
  subjects: Subjects,
  nervecentre: UkCoreServer,
): Escalation | undefined => {
  if (resource.status === ENTERED_IN_ERROR) return undefined;
  const status = oneOf(STATUSES, resource.status);
  const taken = status === 'accepted' || status === 'completed';
  return stated({
    key: keyOfResource(nervecentre.instance, resource),
    source,
    scoreKey: focusKey(resource, nervecentre),
    status,
    // FHIR R4 request-priority: routine where nothing is said.
    priority: resource.priority === undefined ? 'routine' : oneOf(PRIORITIES, resource.priority),
    authoredOn: resource.authoredOn,
    acknowledgedAt: taken ? momentOf(resource.executionPeriod?.start) : undefined,
    owner: taken ? partyOf(resource.owner) : undefined,
    dueBy: periodOf(resource.restriction?.period).end,
    subject: subjects.subjectOf(resource.for),
    ward: placeNamed(resource.location, nervecentre),
  });
};

export const escalationsOfPeople =
  (nervecentre: UkCoreServer): PersonSource<'escalations'> =>
  (people, selection, ask) =>
    nervecentre.dialect.people.ask(
      nervecentre,
      people,
      {
        what: 'Task',
        query: { ...QUERY, ...during('authored-on', selection) },
        schema: task,
        subject: (resource) => resource.for,
        reader: (searched) => {
          const subjects = subjectsOf(searched, nervecentre);
          return (resource, source) => escalationOf(resource, source, subjects, nervecentre);
        },
      },
      ask,
    );

/** Escalations of whoever lies on the ward now, in every state: an accepted one is what stops a search for help. */
export const escalationsOfPlaces =
  (nervecentre: UkCoreServer): PlaceSource<'escalations'> =>
  (places, selection, ask) =>
    eachPlace(nervecentre, places, async ({ ward }) => {
      const query = { ...QUERY, ...during('authored-on', selection), location: ward, _include: 'Task:patient' };
      const searched = await nervecentre.search('Task', query, ask);
      const subjects = subjectsOf(searched, nervecentre);
      const { records, unreadable } = readEach(searched.matches, task, (resource) =>
        escalationOf(resource, recordSource(resource, searched.source), subjects, nervecentre),
      );
      return found<readonly Escalation[]>(records, searched.source, {
        complete: searched.complete && unreadable === 0,
        warnings: [...searched.warnings, ...(unreadable > 0 ? [unreadableRecord(nervecentre)] : [])],
      });
    });
