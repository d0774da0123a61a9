import { defineSubgraph } from '../subgraph';
import { enumValue, scalars } from '../scalars';
import { personList, type ListArgs } from '../person-list';
import { allergies } from './allergies';
import { documents } from './documents';
import { newest } from './newest';

/** What is known about a person beside results: problems, medicines, allergies, preferences, and who cares for them. */
export const careRecordSubgraph = defineSubgraph('care-record', {
  ...scalars,
  Patient: {
    allergies,
    medications: personList<'medications', ListArgs, object>({
      capability: 'medications',
      kind: 'medication',
      order: newest((medication) => medication.lastIssued ?? medication.effective.start),
      node: (medication) => ({ ...medication }),
    }),
    problems: personList<'problems', ListArgs, object>({
      capability: 'problems',
      kind: 'problem',
      order: newest((condition) => condition.recordedDate ?? condition.onset),
      node: (condition) => ({ ...condition }),
    }),
    immunisations: personList<'immunisations', ListArgs, object>({
      capability: 'immunisations',
      kind: 'immunisation',
      order: newest((immunisation) => immunisation.occurred),
      node: (immunisation) => ({ ...immunisation }),
    }),
    documents,
    preferences: personList<'preferences', ListArgs, object>({
      capability: 'preferences',
      kind: 'preference',
      order: newest((preference) => preference.recordedDate),
      node: (preference) => ({ ...preference, category: enumValue(preference.category) }),
    }),
    flags: personList<'flags', ListArgs, object>({
      capability: 'flags',
      kind: 'flag',
      order: newest((flag) => flag.period.start),
      node: (flag) => ({ ...flag }),
    }),
    careTeams: personList<'care-team', ListArgs, object>({
      capability: 'care-team',
      kind: 'care-team',
      order: { key: ({ name }) => name, direction: 'ascending' },
      node: (team) => ({ ...team }),
    }),
  },
});
