import { randomBytes } from 'node:crypto';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import { differingKey, sealValues } from './sealed-values';

const person: PersonIdentity = {
  ...{ id: 'p1' as PersonId, mergedIds: [], nhsNumberVerified: true, identifiers: [], records: [], restricted: false },
  epoch: 1,
};
const kept = (about: PersonIdentity) =>
  sealValues(differingKey(randomBytes(32)), { before: 'A', after: 'B', about: [about] } as never, new Set());

test('values are kept of nobody who dissents or seals a part of their record', () => {
  expect(kept(person)).toHaveProperty('sealed');
  expect(kept({ ...person, dissents: true })).toBe('restricted');
  expect(kept({ ...person, seals: [{ kind: 'sealed', capability: 'problems' }] })).toBe('restricted');
});
