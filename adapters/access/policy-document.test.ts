import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyDocument } from './policy-document';

it('is what the role table says: who leads information governance reads no code', () => {
  expect(readFileSync(join(__dirname, '../../docs/access-policy.md'), 'utf8')).toBe(policyDocument());
});
