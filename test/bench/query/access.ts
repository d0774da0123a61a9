import type { Door } from '../../../schema/capabilities';
import type { OdsCode } from '../../../schema/identifiers';
import { createRecordIds } from '../../../schema/record-id';
import type { Authenticate } from '../../../subgraphs/authenticate';

/** Lets everybody in, on every side alike: tokens are not what is compared, and stock sends none on. */
export const authenticateAnyone: Authenticate = () =>
  Promise.resolve({
    viewer: {
      userId: 'u-1',
      name: 'Bench Nurse',
      role: 'nurse',
      roleProfileId: 'UNK',
      organisation: 'RWE' as OdsCode,
      organisationName: 'Test Hospitals',
      wards: [],
    },
    purpose: 'TREAT',
    client: 'bench',
  });

const ids = createRecordIds(Buffer.alloc(32, 1));

/** Canned subgraphs answer from memory and ask nobody. Each page of a list reaches for `ids`, should its cursors be read. */
export const closedDoor = new Proxy({} as Door, {
  get: (_door, way) => {
    // Who reads what is counted only where somebody counts.
    if (way === 'use') return undefined;
    if (way === 'ids') return ids;
    throw new Error('A canned subgraph asked the door');
  },
});
