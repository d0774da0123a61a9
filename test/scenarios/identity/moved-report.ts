import { at, completeness } from '../answers';
import type { Hospital, Reply } from '../hospital';
import { send } from '../messages/sending';

const FIRST = { number: 'S1239201', nhsNumber: '9990000859', family: 'FORMER', born: '19490302', bed: 'B9-03' };
const SECOND = { number: 'S1239202', nhsNumber: '9990000867', family: 'LATTER', born: '19510804', bed: 'B9-04' };
type Somebody = typeof FIRST;

const REPORTS = /* GraphQL */ `
  query ($nhsNumber: NhsNumber!) {
    patient(nhsNumber: $nhsNumber) {
      id
      labReports {
        nodes {
          fillerNumber
          status
        }
        completeness {
          status
          sources {
            system
            warnings {
              code
            }
          }
        }
      }
      withdrawn: labReports(includeRetracted: true) {
        nodes {
          id
          fillerNumber
          status
          results {
            valueText
          }
          previous {
            status
          }
        }
        completeness {
          status
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
    }
  }
`;
const CRITICAL = /* GraphQL */ `
  query {
    criticalResults(filter: {}) {
      nodes {
        patient {
          id
        }
        result {
          fillerNumber
          valueText
        }
      }
      completeness {
        status
      }
    }
  }
`;

const message = (...segments: readonly string[]): string => segments.map((segment) => `${segment}\r`).join('');

const admitted = ({ number, nhsNumber, family, born, bed }: Somebody): string =>
  message(
    `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120093000||ADT^A01|MOVED-${number}|P|2.4|||||GBR|UNICODE|EN`,
    'EVN||20261120093000||||20261120093000',
    `PID|1||${number}^^^RWE~${nhsNumber}^^^NHS||${family}^ADA^^^MRS^^L||${born}|2||` +
      `|1 TEST LANE^^LEICESTER^^LE1 1AA^GBR^H|||||||||||||||||||||NSTS01`,
    `PV1|1|I|RWE^W12^${bed}^RWE||||||||||||||||${number.replace('S', '7')}^^^VISITID|||||||||||||||||||||||||20261120093000`,
  );

const FILLER = '26K0009201';
/** One specimen's critical potassium, told of whoever it is. */
const potassium = ({ number, family, born }: Somebody, id: string, word = 'F'): string =>
  message(
    `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120095000||ORU^R01^ORU_R01|MOVED-${id}|P|2.5.1|||||GBR|UNICODE UTF-8|EN`,
    `PID|1||${number}^^^RWE^MR||${family}^ADA^^^MRS^^L||${born}|F`,
    `ORC|RE||${FILLER}||CM`,
    `OBR|1||${FILLER}|252167001^Urea and electrolytes^SCT|||20261120090000|||||||20261120091500||||||||20261120094500||BS|${word}`,
    `OBX|1|NM|1107751000000106^Potassium^SCT||6.8|mmol/L|3.5-5.3|HH|||${word}|||20261120090000|||||20261120094000||||LRI Pathology`,
  );

/** A mislabelled specimen, the laboratory's most usual correction: its number is told again, of the right person. */
export const movedReport = (hospital: () => Hospital): void => {
  const hear = async (feed: string, text: string): Promise<void> => {
    expect(await send(hospital(), feed, text)).toEqual(['AA']);
  };
  const read = async ({ nhsNumber }: Somebody): Promise<Reply> => {
    const reply = await hospital().ask('clinician', REPORTS, { nhsNumber });
    expect(reply.errors).toEqual([]);
    expect(completeness(reply, 'patient.labReports').status).toBe('COMPLETE');
    return reply;
  };
  const warnings = (reply: Reply): unknown =>
    (at(reply, 'patient.labReports.completeness.sources') as { warnings: unknown }[]).flatMap((one) => one.warnings);
  const critical = async (): Promise<unknown> => {
    const reply = await hospital().ask('clinician', CRITICAL, {});
    return (at(reply, 'criticalResults.nodes') as { patient: { id: string }; result: { fillerNumber: string } }[])
      .filter(({ result }) => result.fillerNumber === FILLER)
      .map(({ patient }) => patient.id);
  };

  const expectHeldBy = async (one: Somebody, other: Somebody, status: string): Promise<void> => {
    const [theirs, formerly] = [await read(one), await read(other)];
    expect(at(theirs, 'patient.labReports.nodes')).toEqual([{ fillerNumber: FILLER, status }]);
    expect(at(theirs, 'patient.latestResults.nodes')).toEqual([{ valueText: '6.8 mmol/L' }]);
    expect(warnings(theirs)).toEqual([]);
    expect(at(formerly, 'patient.labReports.nodes')).toEqual([]);
    expect(at(formerly, 'patient.latestResults.nodes')).toEqual([]);
    expect(warnings(formerly)).toEqual([{ code: 'REPORT_MOVED' }]);
    expect(at(formerly, 'patient.withdrawn.nodes')).toMatchObject([
      { fillerNumber: FILLER, status: 'ENTERED_IN_ERROR', results: [] },
    ]);
    // A client that keeps what it was told by id must not take the one for the other.
    expect(at(formerly, 'patient.withdrawn.nodes.id')).not.toEqual(at(theirs, 'patient.withdrawn.nodes.id'));
    expect(JSON.stringify(formerly.data)).not.toContain('6.8');
    expect(await critical()).toEqual([at(theirs, 'patient.id')]);
  };

  test('is told of the one on its label', async () => {
    for (const one of [FIRST, SECOND]) await hear('pas-adt', admitted(one));
    await hear('lims-results', potassium(FIRST, '1'));
    const [first, second] = [await read(FIRST), await read(SECOND)];
    expect(at(first, 'patient.labReports.nodes')).toEqual([{ fillerNumber: FILLER, status: 'FINAL' }]);
    expect(await critical()).toEqual([at(first, 'patient.id')]);
    expect(at(second, 'patient.withdrawn.nodes')).toEqual([]);
  });

  test('once it is told of somebody else it is theirs alone, and the first reads that it was withdrawn', async () => {
    await hear('lims-results', potassium(SECOND, '2'));
    await expectHeldBy(SECOND, FIRST, 'FINAL');
  });

  test('and back again, where that was the mistake', async () => {
    await hear('lims-results', potassium(FIRST, '3', 'C'));
    await expectHeldBy(FIRST, SECOND, 'CORRECTED');
  });
};
