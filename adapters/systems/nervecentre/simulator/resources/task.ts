import { ACKNOWLEDGEMENT_TASK, ESCALATION_TASK, RESULT_SYSTEM, TASK_CODES, LOCAL } from '../../fhir/vocabulary';
import { SMARTCARDS } from '../../../../simulation/clinicians';
import { isHere, peopleAsked, placementNow, type Holdings } from '../../../../simulation/uk-core/holdings';
import { coded, meta, subject, type Resource } from '../../../../simulation/uk-core/resource';
import { dateFits, tokenFits, type SearchQuery } from '../../../../simulation/uk-core/search-query';
import { encounterReference } from '../../../../simulation/uk-core/resources/encounter';
import { scoreId } from '../../../../simulation/uk-core/resources/observation';
import type { SimEscalation, SimLabReport } from '../../../../simulation/hospital';

/** A task with what it is searched by. */
interface Held {
  readonly resource: Resource;
  readonly person: string;
  readonly code: string;
  readonly status: string;
  readonly authoredOn: string;
  /** Where the person lies now; absent for those who have left. */
  readonly ward?: string | undefined;
}

const SDS_USER_ID = 'https://fhir.nhs.uk/Id/sds-user-id';

/** By name, and by smartcard where they have one. */
const responder = (name: string | undefined): object => {
  const card = name === undefined ? undefined : SMARTCARDS[name];
  return { display: name, ...(card !== undefined && { identifier: { system: SDS_USER_ID, value: card } }) };
};

const escalationTask = (escalation: SimEscalation, holdings: Holdings): Held | null => {
  const [known, stay] = [holdings.known(escalation.person), holdings.stay(escalation.visit)];
  if (known === undefined || stay === undefined || escalation.at > holdings.now) return null;
  const accepted = escalation.acceptedAt !== undefined && escalation.acceptedAt <= holdings.now;
  const ward = isHere(stay, holdings.now) ? placementNow(stay, holdings.now)?.ward : undefined;
  const status = accepted ? 'accepted' : 'requested';
  const resource: Resource = {
    resourceType: 'Task',
    id: escalation.id,
    meta: meta('Task', (accepted ? escalation.acceptedAt : undefined) ?? escalation.at, accepted ? '2' : '1'),
    status,
    intent: 'order',
    priority: escalation.priority,
    code: coded(TASK_CODES, ESCALATION_TASK),
    focus: { reference: `Observation/${scoreId(escalation.observationSet)}` },
    for: subject(known, holdings),
    encounter: encounterReference(escalation.visit, holdings),
    authoredOn: escalation.at,
    performerType: [{ text: 'ward doctor' }],
    restriction: { period: { end: escalation.dueBy } },
    ...(accepted ? { owner: responder(escalation.acceptedBy), executionPeriod: { start: escalation.acceptedAt } } : {}),
    ...(ward === undefined
      ? {}
      : { location: { reference: `Location/${ward}`, identifier: { system: LOCAL.locationSystem, value: ward } } }),
  };
  return { resource, person: escalation.person, code: ESCALATION_TASK, status, authoredOn: escalation.at, ward };
};

const acknowledgementTask = (report: SimLabReport, holdings: Holdings): Held | null => {
  const [known, first] = [holdings.known(report.person), report.versions[0]];
  const { acknowledgement } = report;
  if (known === undefined || first === undefined || acknowledgement === undefined || first.at > holdings.now)
    return null;
  const opened = acknowledgement.opened !== undefined && acknowledgement.opened <= holdings.now;
  const status = opened ? 'completed' : 'requested';
  const resource: Resource = {
    resourceType: 'Task',
    id: `ack-${report.filler}`,
    meta: meta('Task', (opened ? acknowledgement.opened : undefined) ?? first.at, opened ? '2' : '1'),
    status,
    intent: 'order',
    priority: 'routine',
    code: coded(TASK_CODES, ACKNOWLEDGEMENT_TASK),
    focus: { identifier: { system: RESULT_SYSTEM, value: report.filler } },
    for: subject(known, holdings),
    authoredOn: first.at,
    ...(opened
      ? {
          owner: { display: acknowledgement.by },
          executionPeriod: { start: acknowledgement.opened, end: acknowledgement.opened },
        }
      : {}),
  };
  return { resource, person: report.person, code: ACKNOWLEDGEMENT_TASK, status, authoredOn: first.at };
};

/** The laboratory is the acute trust's: only there do results wait to be opened. */
const tasksOf = (holdings: Holdings): readonly Held[] =>
  [
    ...holdings.hospital.escalations.map((escalation) => escalationTask(escalation, holdings)),
    ...(holdings.organisation === 'RWE'
      ? holdings.hospital.labReports.map((report) => acknowledgementTask(report, holdings))
      : []),
  ].filter((held) => held !== null);

export const taskById = (holdings: Holdings, id: string): Resource | undefined =>
  tasksOf(holdings).find(({ resource }) => resource.id === id)?.resource;

export const searchTasks = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const keys = peopleAsked(holdings, query);
  const [codes, statuses, wards] = [query.anyOf('code'), query.anyOf('status'), query.anyOf('location')];
  const dates = query.all('authored-on');
  return tasksOf(holdings)
    .filter(({ person }) => keys?.has(person) ?? true)
    .filter(({ code }) => tokenFits(codes, { system: TASK_CODES, code }))
    .filter(({ status }) => statuses?.includes(status) ?? true)
    .filter(({ ward }) => wards?.includes(ward ?? '') ?? true)
    .filter(({ authoredOn }) => dateFits(dates, authoredOn))
    .sort((a, b) => b.authoredOn.localeCompare(a.authoredOn))
    .map(({ resource }) => resource);
};
