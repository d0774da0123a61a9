/** A text that the fixture shows and then refuses, as where somebody changed the register in between. */
export const CHANGED_SINCE = 'systems: [] # changed since';

const NOTHING = { id: 'rp_1.1', refusals: [], systems: [], unchanged: 0, unnamed: 11, warnings: [] };

/** What an import of a text would do: nothing of an empty register, a refusal of `nonsense`. */
export const importPreview = (text: unknown): object => {
  if (text === 'systems: []') return NOTHING;
  if (text === 'nonsense') return { ...NOTHING, refusals: ['text is no list of systems'] };
  const fields = [
    { field: 'owner', before: ['Head of Patient Services'], after: [] },
    {
      field: 'conditions',
      before: ['Index cleansed', 'Lists taken over'],
      after: ['Lists taken over', 'Letters kept'],
    },
  ];
  const name = [{ field: 'name', before: [], after: ['Pharmacy stock'] }];
  return {
    ...{ ...NOTHING, id: 'rp_1.2', unchanged: 1, unnamed: 9 },
    systems: [
      { system: 'pharmacy@RWE', name: 'Pharmacy stock', added: true, fields: name },
      { system: 'pas@RWE', name: 'HISS / PatientCentre', added: false, fields },
    ],
    warnings: ['pas@RWE: a condition that is met would go: Index cleansed (PLANNER Pat)'],
  };
};
