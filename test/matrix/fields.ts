import type { PersonCapability } from '../../schema/capabilities';

/** By which field of a patient each capability is read, and of which subgraph. */
export interface FieldOf {
  readonly subgraph: string;
  /** The field, asked for as little as shows that it is answered. */
  readonly field: string;
  readonly selection: string;
}

const list = (subgraph: string, field: string): FieldOf => ({
  subgraph,
  field,
  selection: `${field}(first: 1) { completeness { status } }`,
});

/** Null: told only with what it belongs to (the escalation of a score, the opening of a result), and tried there. */
export const FIELD_OF: { readonly [C in PersonCapability]: FieldOf | null } = {
  demographics: { subgraph: 'patients', field: 'gender', selection: 'gender' },
  encounters: list('encounters', 'encounters'),
  observations: list('observations', 'observations'),
  'early-warning': list('observations', 'earlyWarningScores'),
  escalations: null,
  'lab-reports': list('pathology', 'labReports'),
  'lab-orders': list('pathology', 'labOrders'),
  'result-acknowledgements': null,
  'imaging-studies': list('imaging', 'imagingStudies'),
  'imaging-reports': list('imaging', 'imagingReports'),
  'imaging-orders': list('imaging', 'imagingOrders'),
  allergies: list('care-record', 'allergies'),
  medications: list('care-record', 'medications'),
  problems: list('care-record', 'problems'),
  immunisations: list('care-record', 'immunisations'),
  documents: list('care-record', 'documents'),
  preferences: list('care-record', 'preferences'),
  flags: list('care-record', 'flags'),
  'care-team': list('care-record', 'careTeams'),
  appointments: list('scheduling', 'appointments'),
  'waiting-list': list('scheduling', 'waitingList'),
};

export const CELLS = (Object.entries(FIELD_OF) as [PersonCapability, FieldOf | null][]).flatMap(
  ([capability, field]) => (field ? [{ capability, ...field }] : []),
);

export const ALL_FIELDS = CELLS.map(({ selection }) => selection).join('\n');

export const fieldsOf = (subgraph: string): string =>
  CELLS.filter((cell) => cell.subgraph === subgraph)
    .map(({ selection }) => selection)
    .join('\n');

export const SUBGRAPHS_OF_PATIENTS = [...new Set(CELLS.map(({ subgraph }) => subgraph))];
