import fc from 'fast-check';
import { at } from '../scenarios/answers';
import { variablesOf, type Hospital, type Reply } from '../scenarios/hospital';
import { CELLS } from './fields';
import { seenAt } from './seen';

const WARDS = ['RWE|W12', 'RWE|W15', 'RT5|CEDAR'];
const IDS = variablesOf('09-bed-state')['wards'] as readonly string[];

/** Ways to people other than by asking for one of them, each with where the people stand. */
const WAYS = [
  {
    list: 'encounters',
    query: (fields: string) => `encounters(filter: { wards: $w }, first: 5) { nodes { patient { ${fields} } } }`,
  },
  {
    list: 'earlyWarnings',
    query: (fields: string) => `earlyWarnings(filter: { wards: $w }, first: 5) { nodes { patient { ${fields} } } }`,
  },
  {
    list: 'readyForDischarge',
    query: (fields: string) => `readyForDischarge(filter: { wards: $w }, first: 5) { nodes { patient { ${fields} } } }`,
  },
] as const;

/** Any of the staff, on any wards of their own, at either trust, by any way to people, for any of their facts. */
const tried = fc.record({
  role: fc.constantFrom('clinician', 'nurse', 'ward-clerk', 'radiographer', 'machine'),
  organisation: fc.constantFrom('RWE', 'RT5'),
  own: fc.subarray(WARDS),
  of: fc.subarray([...IDS], { minLength: 1 }),
  way: fc.constantFrom(...WAYS),
  cells: fc.subarray(CELLS, { minLength: 1, maxLength: 4 }),
});

/** What a list leads to is never more than what asking for the person gives: a nested read passes the same door. */
export const nestedReadsShowNoMore = async (
  hospital: Hospital,
  scopes: readonly string[],
  runs: number,
): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(tried, async ({ role, organisation, own, of, way: { list, query }, cells }) => {
      const authorization = `Bearer ${await hospital.tokenFor(role, own, { organisation, scopes })}`;
      const ask = (text: string, variables: Record<string, unknown>): Promise<Reply> =>
        hospital.askWith({ authorization }, text, variables);
      const fields = `id ${cells.map(({ selection }) => selection).join(' ')}`;
      const nested = await ask(`query Nested($w: [ID!]!) { ${query(fields)} }`, { w: of });
      const people = (at(nested, `${list}.nodes.patient.id`) ?? []) as readonly string[];
      for (const [index, id] of people.entries()) {
        const direct = await ask(`query Direct($id: ID!) { patient(id: $id) { ${fields} } }`, { id });
        for (const { capability, field } of cells) {
          const seen = [
            seenAt(nested, [list, 'nodes', index, 'patient', field]),
            seenAt(direct, ['patient', field]),
          ] as const;
          if (seen[0] === 'shown' && seen[1] === 'refused')
            throw new Error(`${capability} is shown below ${list} and refused by id`);
        }
      }
    }),
    { numRuns: runs },
  );
};
