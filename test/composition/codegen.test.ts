import { readFileSync } from 'node:fs';
import { validate } from 'graphql';
import { GENERATED_FILE, generate } from '../../docs/queries/codegen';
import * as documents from '../../docs/queries/generated/graphql';
import { clientSchema } from '../../gateway/federation/client-schema';
import { headerOf } from './typed-documents';

test('the committed typed documents are what the kept queries and the supergraph give (npm run codegen)', async () => {
  expect(readFileSync(GENERATED_FILE, 'utf8')).toBe(await generate());
});

test('every typed document can be asked: it is valid, with fragments under names of its own', async () => {
  const schema = await clientSchema();
  const operations = Object.entries(documents).filter(([name]) => !name.endsWith('FragmentDoc'));
  expect(operations.length).toBeGreaterThanOrEqual(14);
  const faults = operations.flatMap(([name, document]) =>
    validate(schema, document)
      .map(String)
      .map((fault) => [name, fault]),
  );
  expect(faults).toEqual([]);
});

test('a front end sends one as text, and reads its answer by its types', async () => {
  const sent: string[] = [];
  const line = await headerOf('9990000018', (query, variables) => {
    sent.push(query, JSON.stringify(variables));
    return Promise.resolve({ patient: null });
  });
  expect(line).toBe('Nobody is known by that number');
  expect(sent).toEqual([expect.stringMatching(/^query PatientHeader\(/), '{"nhsNumber":"9990000018"}']);
});
