import { londonStamp } from '../../../../schema/time';
import { codedParts } from '../../../simulation/departmental-segments';
import type { SimLabLine, SimLabReport, SimLabVersion } from '../../../simulation/hospital';
import type { Component, OutboundSegment, Repetition } from '../../../wire/hl7v2/build';
import { portableDocument } from './portable-document';

/** OBX-23: who did the work. */
export const LABORATORY = 'LRI Pathology';

type Status = SimLabVersion['status'];

/** OBX-2 with OBX-5: a number, a number with a comparator, or a string. */
const valueOf = (text: string): { readonly type: string; readonly value: Repetition } => {
  if (/^-?\d+(\.\d+)?$/.test(text)) return { type: 'NM', value: text };
  const [, comparator, number] = /^([<>]=?)(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  return comparator === undefined ? { type: 'ST', value: text } : { type: 'SN', value: [comparator, number] };
};

interface Line {
  readonly type: string;
  readonly code: Repetition;
  readonly subId?: string;
  readonly value: Repetition;
  readonly unit?: string | undefined;
  readonly range?: string | undefined;
  readonly flag?: string | undefined;
}

const obx = (line: Line, at: number, report: SimLabReport, version: SimLabVersion): OutboundSegment => [
  'OBX',
  {
    1: String(at),
    2: line.type,
    3: line.code,
    4: line.subId ?? '',
    // What could not be obtained has no value.
    5: version.status === 'X' ? '' : line.value,
    6: line.unit ?? '',
    7: line.range ?? '',
    8: line.flag ?? '',
    11: version.status,
    14: londonStamp(report.collected),
    19: londonStamp(version.at),
    23: LABORATORY,
  },
];

const lineOf = ({ code, display, value, unit, range, flag }: SimLabLine): Line => ({
  code: codedParts({ code, display }),
  ...valueOf(value),
  unit,
  range,
  flag,
});

/** ED: source, type, subtype, encoding, data. */
const documentLine = (report: SimLabReport, version: SimLabVersion): Line => {
  const lines = version.lines.map(({ display, value, unit }) => [display, value, unit].filter(Boolean).join(' '));
  const bytes = portableDocument([report.set.display, ...lines]);
  return {
    type: 'ED',
    code: ['LAB-REPORT', 'Laboratory report', 'L'],
    value: ['LIMS', 'application', 'pdf', 'Base64', bytes.toString('base64')],
  };
};

export const CULTURE_ORGANISM = ['42881000237105', 'Culture organism', 'SCT'] as const;
const GROWTH = ['263866000', 'Growth value', 'SCT'] as const;

/** What grew is known when the culture is read, which is after the preliminary report. */
export const culturesTold = (report: SimLabReport, status: Status): SimLabReport['cultures'] =>
  status === 'P' || status === 'X' ? [] : report.cultures;

const cultureLines = (report: SimLabReport, status: Status): readonly Line[] =>
  culturesTold(report, status).flatMap(({ organism, growth }, index): readonly Line[] => [
    { type: 'CWE', code: CULTURE_ORGANISM, subId: String(index + 1), value: codedParts(organism) },
    { type: 'ST', code: GROWTH, subId: String(index + 1), value: growth },
  ]);

/** Every OBX of a version: the whole report each time, numbered from 1. */
export const resultSegments = (report: SimLabReport, version: SimLabVersion): readonly OutboundSegment[] =>
  [
    ...version.lines.map(lineOf),
    ...cultureLines(report, version.status),
    ...(report.pdf ? [documentLine(report, version)] : []),
  ].map((line, index) => obx(line, index + 1, report, version));

/** The OBX of one organism's sensitivities: agent, and S, R or I as value and flag. */
export const sensitivitySegments = (
  culture: SimLabReport['cultures'][number],
  report: SimLabReport,
  version: SimLabVersion,
): readonly OutboundSegment[] =>
  culture.sensitivities.map(({ agent, result }, index) =>
    obx({ type: 'ST', code: codedParts(agent), value: result, flag: result }, index + 1, report, version),
  );

/** OBR-26 (PRL): the parent's line by OBX-3 and OBX-4, and what it said. */
export const parentResult = (culture: SimLabReport['cultures'][number], index: number): readonly Component[] => [
  [...CULTURE_ORGANISM],
  String(index + 1),
  culture.organism.display,
];
