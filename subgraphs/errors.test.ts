import { buildSchema, GraphQLError } from 'graphql';
import { GraphRefusal } from '../schema/errors';
import { asGraphError } from './errors';

const schema = buildSchema('type Query { patient: ID }');

const told = (refusal: GraphRefusal) => {
  const logged: { readonly fields: object; readonly message: string }[] = [];
  const log = { error: (fields: object, message: string) => void logged.push({ fields, message }) };
  const thrown = new GraphQLError(refusal.message, { path: ['patient'], originalError: refusal });
  return { error: asGraphError(thrown, log, { name: 'patients', schema }), logged };
};

test('what our own store did not do is in the log under the reference that the asker has, with its code and no words', () => {
  const full = Object.assign(new Error('row (9990000018, LEAK) could not be kept'), { code: '53100' });
  const { error, logged } = told(new GraphRefusal('INTERNAL', 'The read could not be recorded.', undefined, full));
  expect(error).toMatchObject({ message: 'The read could not be recorded.', extensions: { code: 'INTERNAL' } });
  expect(logged).toEqual([
    {
      fields: { ref: error.extensions.ref, subgraph: 'patients', fault: 'Error 53100' },
      message: 'our own store did not do its part',
    },
  ]);
});

test('a refusal that is the asker’s to mend is no fault of ours, and is not in the log', () => {
  expect(told(new GraphRefusal('FORBIDDEN', 'Not for this role.')).logged).toEqual([]);
});
