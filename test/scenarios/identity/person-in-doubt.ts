import { hospitalNumberSystem } from '../../../schema/identifiers';
import { at, completeness } from '../answers';
import type { Hospital, Reply } from '../hospital';
import { send } from '../messages/sending';

const NUMBER = 'S1239101';
const NHS_NUMBER = '9990000832';
const BORN = '19490302';
const MISTYPED = '19490203';

const REPORTS = /* GraphQL */ `
  query ($nhsNumber: NhsNumber, $identifier: IdentifierInput) {
    patient(nhsNumber: $nhsNumber, identifier: $identifier) {
      id
      labReports {
        nodes {
          fillerNumber
        }
        completeness {
          status
          sources {
            system
            organisation
            answer
            warnings {
              code
            }
          }
        }
      }
      latestResults(codes: [{ code: "1107751000000106" }]) {
        nodes {
          valueText
        }
        completeness {
          status
        }
      }
      completeness {
        status
      }
    }
  }
`;
const CRITICAL = /* GraphQL */ `
  query ($window: WindowInput) {
    criticalResults(filter: { window: $window }) {
      nodes {
        result {
          fillerNumber
        }
        patient {
          id
        }
      }
      completeness {
        status
        sources {
          capability
          system
          organisation
          answer
          warnings {
            code
          }
        }
      }
    }
  }
`;

const message = (...segments: readonly string[]): string => segments.map((segment) => `${segment}\r`).join('');

/** The PAS admits her to ward 12, under a number that was traced. */
const admitted = message(
  `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120093000||ADT^A01|DOUBT-A01|P|2.4|||||GBR|UNICODE|EN`,
  'EVN||20261120093000||||20261120093000',
  `PID|1||${NUMBER}^^^RWE~${NHS_NUMBER}^^^NHS||DOUBTER^ADA^^^MRS^^L||${BORN}|2||` +
    `|1 TEST LANE^^LEICESTER^^LE1 1AA^GBR^H|||||||||||||||||||||NSTS01`,
  'PV1|1|I|RWE^W12^B9-01^RWE||||||||||||||||791001^^^VISITID|||||||||||||||||||||||||20261120093000',
);

/** The laboratory reports a critical potassium, under her hospital number. */
const potassium = (filler: string, value: string, born: string, identifiers: string): string =>
  message(
    `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120095000||ORU^R01^ORU_R01|DOUBT-${filler}|P|2.5.1|||||GBR|UNICODE UTF-8|EN`,
    `PID|1||${identifiers}||DOUBTER^ADA^^^MRS^^L||${born}|F`,
    `ORC|RE||${filler}||CM`,
    `OBR|1||${filler}|252167001^Urea and electrolytes^SCT|||20261120090000|||||||20261120091500||||||||20261120094500||BS|F`,
    `OBX|1|NM|1107751000000106^Potassium^SCT||${value}|mmol/L|3.5-5.3|HH|||F|||20261120090000|||||20261120094000||||LRI Pathology`,
  );
const OWN = `${NUMBER}^^^RWE^MR`;

/** A result whose person is in doubt is shown of nobody else, and whoever reads of its person is told that there is one. */
export const personInDoubt = (hospital: () => Hospital): void => {
  const ask = (query: string, variables: Record<string, unknown>): Promise<Reply> =>
    hospital().ask('clinician', query, variables);
  const hear = async (feed: string, text: string): Promise<void> => {
    expect(await send(hospital(), feed, text)).toEqual(['AA']);
  };
  const theirWarnings = (reply: Reply, path: string): unknown =>
    (at(reply, `${path}.completeness.sources`) as { capability?: string; system: string; warnings: unknown }[])
      .filter(({ system, capability = 'lab-reports' }) => system === 'lims' && capability === 'lab-reports')
      .map(({ warnings }) => warnings);
  const IN_DOUBT = [[{ code: 'IDENTITY_IN_DOUBT' }]];

  test('of a man with a default birth date, reports under his number are not "none"', async () => {
    const niall = await ask(REPORTS, { identifier: { system: hospitalNumberSystem('RWE'), value: 'S1234570' } });
    expect(niall.errors).toEqual([]);
    expect(at(niall, 'patient.labReports.nodes')).toEqual([]);
    expect(completeness(niall, 'patient.labReports').status).toBe('PARTIAL');
    expect(theirWarnings(niall, 'patient.labReports')).toEqual(IN_DOUBT);
    expect(at(niall, 'patient.latestResults')).toEqual({ nodes: [], completeness: { status: 'PARTIAL' } });
    // SystmOne cannot be asked about him: nothing of his is traced.
    expect(at(niall, 'patient.completeness.status')).toBe('PARTIAL');
  });

  test('a list over his ward says so while his reports fall into it, and only then', async () => {
    const lastDay = { from: '2026-11-19T10:00:00Z', to: '2026-11-20T10:01:00Z' };
    const day = await ask(CRITICAL, { window: lastDay });
    expect(completeness(day, 'criticalResults').status).toBe('PARTIAL');
    expect(theirWarnings(day, 'criticalResults')).toEqual(IN_DOUBT);
    expect(completeness(await ask(CRITICAL, {}), 'criticalResults').status).toBe('COMPLETE');
  });

  describe('a birth date mistyped in one message', () => {
    const hers = (): Promise<Reply> => ask(REPORTS, { nhsNumber: NHS_NUMBER });
    let id: unknown;

    test('before it, both her reports are hers; the laboratory was heard first', async () => {
      await hear('lims-results', potassium('26K0009101', '6.4', BORN, `${OWN}~${NHS_NUMBER}^^^NHS^NH`));
      await hear('pas-adt', admitted);
      const reply = await hers();
      expect(reply.errors).toEqual([]);
      expect(at(reply, 'patient.labReports.nodes.fillerNumber')).toEqual(['26K0009101']);
      expect(completeness(reply, 'patient.labReports').status).toBe('COMPLETE');
      id = at(reply, 'patient.id');
    });

    test('takes neither her id nor her number from her, and her lists say that they are not whole', async () => {
      await hear('lims-results', potassium('26K0009102', '7.9', MISTYPED, OWN));
      const reply = await hers();
      expect(reply.errors).toEqual([]);
      expect(at(reply, 'patient.id')).toBe(id);
      expect(at(reply, 'patient.labReports.nodes')).toEqual([]);
      expect(completeness(reply, 'patient.labReports').status).toBe('PARTIAL');
      expect(theirWarnings(reply, 'patient.labReports')).toEqual(IN_DOUBT);
      expect(JSON.stringify(reply.data)).not.toContain('7.9');
      const ward = await ask(CRITICAL, {});
      expect(completeness(ward, 'criticalResults').status).toBe('PARTIAL');
      expect(theirWarnings(ward, 'criticalResults')).toEqual(IN_DOUBT);
    });

    test('is healed by the next with the right one', async () => {
      await hear('lims-results', potassium('26K0009103', '6.9', BORN, OWN));
      const reply = await hers();
      expect(at(reply, 'patient.id')).toBe(id);
      expect([...(at(reply, 'patient.labReports.nodes.fillerNumber') as string[])].sort()).toEqual([
        '26K0009101',
        '26K0009102',
        '26K0009103',
      ]);
      expect(completeness(reply, 'patient.labReports').status).toBe('COMPLETE');
    });
  });
};
