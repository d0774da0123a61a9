/** What to ask of a patient for each capability: the field of the graph with its selection. */
const ASKED: Readonly<Record<string, string>> = {
  demographics: 'name { text } gender birthDate source { systemName messageId }',
  encounters: list('encounters', 'id status period { start startDate end endDate }'),
  allergies: list('allergies', 'id code { text }'),
  'lab-reports': list('labReports', 'id status issued'),
  'lab-orders': list('labOrders', 'id status'),
  'imaging-reports': list('imagingReports', 'id status issued'),
  'imaging-orders': list('imagingOrders', 'id status'),
  appointments: list('appointments', 'id status start'),
  'waiting-list': list('waitingList', 'id status'),
};

function list(field: string, fields: string): string {
  return `${field} {\n      nodes { ${fields} source { systemName messageId } }\n      completeness { status }\n    }`;
}

const RECORD_OPERATION = 'WhatItBecame';

/** The query that reads what a record is now, by Causeway's own id of the person; null for what is about nobody. */
export const recordQuery = ({
  capability,
  patient,
}: {
  readonly capability: string;
  readonly patient: { readonly id: string } | null;
}): string | null =>
  patient === null
    ? null
    : `query ${RECORD_OPERATION} {\n  patient(id: ${JSON.stringify(patient.id)}) {\n    ${ASKED[capability] ?? 'id'}\n  }\n}`;

/** The explorer with a query in it. In the fragment: neither a server nor its log is told of it. */
export const explorerLink = (query: string): string =>
  `/explorer#${new URLSearchParams({ query, operationName: RECORD_OPERATION }).toString()}`;

export const QUERIED_CAPABILITIES: readonly string[] = Object.keys(ASKED);
