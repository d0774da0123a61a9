import type { Door } from '../../../schema/capabilities';
import type { OdsCode } from '../../../schema/identifiers';
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

/** Canned subgraphs answer from memory and ask nobody. */
export const closedDoor = new Proxy({} as Door, {
  get: () => {
    throw new Error('A canned subgraph asked the door');
  },
});
