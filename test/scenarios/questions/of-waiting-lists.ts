import { at, completeness, table } from '../answers';
import { variablesOf, type Hospital } from '../hospital';

const WHOLE_LIST = /* GraphQL */ `
  query ($after: String) {
    waitingList(first: 25, after: $after) {
      nodes {
        id
        priority {
          text
        }
        originalDate
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      completeness {
        status
      }
    }
  }
`;
const OWN = /* GraphQL */ `
  query ($nhsNumber: NhsNumber!) {
    patient(nhsNumber: $nhsNumber) {
      waitingList {
        nodes {
          id
          daysWaiting
          patient {
            nhsNumber
          }
          emergencyAttendances {
            nodes {
              encounter {
                id
                class
                ward {
                  name
                }
              }
            }
            completeness {
              status
            }
          }
        }
        completeness {
          status
        }
      }
    }
  }
`;

/** By the words of table 0217; null where none was told. */
const RANKS: readonly unknown[] = ['Emergency', 'Urgent', null, 'Elective'];

/** Question 17, of the eye list, whose entries are laid out by hand; and of everybody's. */
export const questionsOfWaitingLists = (hospital: () => Hospital): void => {
  const ask = () => hospital().ask('ward-clerk', '17-waiting-list', variablesOf('17-waiting-list'));

  test('17: who waits, by priority and the longest wait, with emergency attendances since', async () => {
    const reply = await ask();
    expect(reply.errors).toEqual([]);
    const columns = ['patient.name.text', 'priority.text', 'daysWaiting', 'originalDate', 'status', 'guaranteedDate'];
    // p015's suspension took 20 days off 45; p019's began 20 days ago, of 120. Whose priority nobody told is not last.
    expect(table(reply, 'waitingList.nodes', ...columns)).toEqual([
      ['WEAVER, Grace (Mrs)', 'Urgent', 70, '2026-09-11', 'WAITING', null],
      ['VALE, Peter (Mr)', 'Urgent', 25, '2026-10-06', 'WAITING', null],
      ['QUILL, Vera (Dr)', null, 30, '2026-10-21', 'WAITING', null],
      ['BROOK, Anne (Mrs)', 'Elective', 210, '2026-04-24', 'WAITING', '2026-12-10'],
      ['SINGH, Amar (Mr)', 'Elective', 100, '2026-07-23', 'SUSPENDED', null],
    ]);
    expect(at(reply, 'waitingList.totalCount')).toBe(5);
    expect(completeness(reply, 'waitingList').status).toBe('COMPLETE');
    // Grace Weaver came yesterday under the record that was merged into hers; Peter Vale was admitted through ED.
    const since = 'waitingList.nodes.emergencyAttendances';
    expect(at(reply, `${since}.nodes.period.start`)).toEqual([
      ...[['2026-11-19T14:00:00.000Z'], ['2026-11-16T20:00:00.000Z'], [], [], []],
    ]);
    expect(at(reply, `${since}.nodes.encounter.class`)).toEqual([['EMER'], ['IMP'], [], [], []]);
    expect(at(reply, `${since}.completeness.status`)).toEqual(Array.from({ length: 5 }, () => 'COMPLETE'));
  });

  test('17: everybody’s list, page by page: each once, no rank above the one before', async () => {
    const seen: string[] = [];
    const keys: string[] = [];
    let after: unknown = null;
    let count: unknown;
    do {
      const reply = await hospital().ask('clinician', WHOLE_LIST, { after });
      seen.push(...(at(reply, 'waitingList.nodes.id') as string[]));
      for (const [priority, since] of table(reply, 'waitingList.nodes', 'priority.text', 'originalDate'))
        keys.push(`${RANKS.indexOf(priority)} ${String(since)}`);
      count = at(reply, 'waitingList.totalCount');
      after = at(reply, 'waitingList.pageInfo.hasNextPage') ? at(reply, 'waitingList.pageInfo.endCursor') : null;
    } while (after !== null);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(seen).size).toBe(seen.length);
    expect(count).toBe(seen.length);
  });

  test('17: somebody’s own entry says the same of them, and the attendance leads to its stay', async () => {
    const list = await ask();
    const reply = await hospital().ask('clinician', OWN, { nhsNumber: '9995005050' });
    expect(reply.errors).toEqual([]);
    const [first] = table(list, 'waitingList.nodes', 'id') as [[string]];
    expect(at(reply, 'patient.waitingList.nodes')).toEqual([
      {
        ...{ id: first[0], daysWaiting: 70, patient: { nhsNumber: '9995005050' } },
        emergencyAttendances: {
          nodes: [{ encounter: { id: expect.any(String) as string, class: 'EMER', ward: { name: expect.stringContaining('Emergency') as string } } }], // prettier-ignore
          completeness: { status: 'COMPLETE' },
        },
      },
    ]);
  });

  test('17: whoever has nothing to do with those who wait sees none of them, and is told that there are some', async () => {
    const elsewhere = await hospital().tokenFor('clinician', ['RT5|CEDAR'], { organisation: 'RT5' });
    const reply = await hospital().askWith(
      { authorization: `Bearer ${elsewhere}` },
      '17-waiting-list',
      variablesOf('17-waiting-list'),
    );
    expect(at(reply, 'waitingList')).toMatchObject({
      ...{ nodes: [], totalCount: null },
      completeness: { status: 'PARTIAL', withheld: true },
    });
  });

  test('17: a page of entries asks each system for its people once, and what it does not say is no "none"', async () => {
    const asked = await hospital().asksDuring(ask);
    expect(asked['systmone@RT5']).toMatchObject({ 'GET Encounter': 1 });
    await hospital().setFault('systmone', { kind: 'down' });
    try {
      const reply = await ask();
      // Each of them may be known to the community trust: what the PAS says stands, and none of it is the whole truth.
      const since = 'waitingList.nodes.emergencyAttendances';
      expect(at(reply, `${since}.nodes.encounter.class`)).toEqual([['EMER'], ['IMP'], [], [], []]);
      expect(at(reply, `${since}.completeness.status`)).toEqual(Array.from({ length: 5 }, () => 'PARTIAL'));
      expect(completeness(reply, 'waitingList').status).toBe('COMPLETE');
      expect(reply.errors.map(({ path, extensions }) => [path?.slice(0, 4), extensions['code']])).toEqual(
        [0, 1, 2, 3, 4].map((n) => [['waitingList', 'nodes', n, 'emergencyAttendances'], 'SOURCE_UNAVAILABLE']),
      );
    } finally {
      await hospital().setFault('systmone', null);
    }
  });
};
