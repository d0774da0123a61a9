import type { Ask, Door } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { OdsCode } from '../../schema/identifiers';
import { unabandoned } from '../../schema/unabandoned';
import type { Authenticate, Authenticated } from '../../subgraphs/authenticate';

export const nurse: Authenticated = {
  viewer: {
    userId: 'u-1',
    name: 'Test Nurse',
    role: 'nurse',
    roleProfileId: 'UNK',
    organisation: 'RWE' as OdsCode,
    organisationName: 'Test Hospitals',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
};

export const testAsk = (more: Partial<Ask> = {}): Ask => ({
  ...nurse,
  operation: 'Test',
  requestId: 'test-request',
  deadline: systemClock.millis() + 3_000,
  signal: unabandoned(),
  clock: systemClock,
  ...more,
});

/** Lets in exactly one token. */
export const authenticateTest: Authenticate = (headers) =>
  Promise.resolve(
    headers.authorization === 'Bearer good' ? nurse : new GraphRefusal('UNAUTHENTICATED', 'No valid access token.'),
  );

/** The fake subgraphs answer from memory; whoever knocks here made a mistake. */
export const closedDoor = new Proxy({} as Door, {
  get: (_door, way) => {
    // Who reads what is counted only where somebody counts.
    if (way === 'use') return undefined;
    throw new Error('No door in this test');
  },
});
