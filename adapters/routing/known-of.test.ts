import type { NhsNumber } from '../../schema/identifiers';
import { person, viewer } from './door-under-test';
import { mayKnowOf } from './known-of';

const IVY = '9990000026' as NhsNumber;
const ivy = person('p1', { nhsNumber: IVY, nhsNumberVerified: true, veryRestricted: true });

test('of somebody very restricted they themself are told, and nobody else', () => {
  expect(mayKnowOf(viewer('patient', { nhsNumber: IVY }), ivy)).toBe(true);
  expect(mayKnowOf(viewer('patient', { nhsNumber: '9990000018' as NhsNumber }), ivy)).toBe(false);
  expect(mayKnowOf(viewer('nurse'), ivy)).toBe(false);
  expect(mayKnowOf(viewer('nurse'), person('p2'))).toBe(true);
});
