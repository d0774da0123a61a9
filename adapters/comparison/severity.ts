import type { Capability } from '../../schema/capabilities';
import { SEVERITIES } from '../../schema/difference';
import type { Severity } from '../../schema/difference';
import { fieldOf } from './normalise';
import { LABELS, SEVERITY_TABLE } from './severity-table';

type Leaves = ReadonlyMap<string, string>;

/** HL7 table 0078 (v3 ObservationInterpretation): critically abnormal, high, low. As the laboratory flagged it. */
const CRITICAL_FLAGS: ReadonlySet<string> = new Set(['AA', 'HH', 'LL']);

export const gravest = (severities: readonly Severity[]): Severity =>
  SEVERITIES.find((severity) => severities.includes(severity)) ?? 'cosmetic';

const lineOf = (path: string): string | undefined => /^((?:previous\[[^\]]*\]\.)?results\[.*?\])\./.exec(path)?.[1];

const isCriticalLine = (leaves: Leaves, line: string): boolean =>
  [...leaves].some(
    ([path, value]) =>
      path.startsWith(`${line}.interpretation.codings[`) && path.endsWith('.code') && CRITICAL_FLAGS.has(value),
  );

/** A critical line of a laboratory's report, and all that a report says that was withdrawn. */
const isCriticalResult = (capability: Capability, path: string, leaves: Leaves): boolean => {
  if (capability !== 'lab-reports' && capability !== 'imaging-reports') return false;
  const [step = ''] = fieldOf(path).split(/[.[]/);
  const retracted = leaves.get('retracted') === 'true';
  if (retracted && ['retracted', 'status', 'results', 'text', 'organisms'].includes(step)) return true;
  const line = lineOf(path);
  return line !== undefined && isCriticalLine(leaves, line);
};

/** What the table says of a field; of a report, what either telling's flags make of it. */
export const severityOf = (capability: Capability, path: string, tellings: readonly Leaves[]): Severity => {
  if (tellings.some((leaves) => isCriticalResult(capability, path, leaves))) return 'critical';
  const [step = ''] = path.split(/[.[]/);
  const { rules, otherwise } = SEVERITY_TABLE[capability];
  return [...rules, LABELS].find(({ fields }) => fields.includes(step))?.severity ?? otherwise;
};

/** Words beside codes: a label a person reads, while the codes say what is meant. */
const LABEL = /(^|\.)(text|codings\[\d+\]\.display)$/;
/** Prose and names, where only letters' case and white space are taken for formatting: a full stop can be a decimal's. */
const PROSE = /(^|\.)(text|title|description|family|prefix|given\[\d+\]|siteName|city|line\[\d+\])$/;

const looseCase = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
const loosePunctuation = (text: string): string => looseCase(text.replace(/[\p{P}\s]+/gu, ' '));

const codesBeside = (leaves: Leaves, path: string): string => {
  const concept = path.replace(/(text|codings\[\d+\]\.display)$/, '');
  return [...leaves]
    .filter(([at]) => at.startsWith(`${concept}codings[`) && /codings\[\d+\]\.(system|code)$/.test(at))
    .map(([at, value]) => `${at}=${value}`)
    .sort()
    .join('\n');
};

/** Do two texts differ only in how they are written? Never said of values, units, codes or keys. */
export const isFormatting = (path: string, before: Leaves, after: Leaves): boolean => {
  const [a, b] = [before.get(path), after.get(path)];
  if (a === undefined || b === undefined) return false;
  const codes = codesBeside(before, path);
  const coded = LABEL.test(path) && codes !== '' && codes === codesBeside(after, path);
  if (coded) return loosePunctuation(a) === loosePunctuation(b);
  return PROSE.test(path) && looseCase(a) === looseCase(b);
};
