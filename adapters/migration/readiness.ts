import type { Readiness, ReadinessPart } from '../../schema/migration/plan';

/** What is known of a candidate beside its control; null where nothing is. */
export interface ReadinessFigures {
  /** Graph fields that the control fills: those that the candidate fills too, and those it does not. */
  readonly fields: { readonly both: number; readonly lost: readonly string[] } | null;
  /** People known to the control, and of these to the candidate. */
  readonly people: { readonly control: number; readonly candidate: number } | null;
  /** Records compared; `severe` counts differences that are critical or major. */
  readonly agreement: {
    readonly records: number;
    readonly matched: number;
    readonly severe: number;
    /** Live reads, and those compared; null where none was counted. */
    readonly reads: { readonly all: number; readonly compared: number } | null;
  } | null;
  /** `asked`: it is asked at the moment. `age`: since its feed was last heard, and how long that may be. */
  readonly freshness: 'asked' | { readonly ageMs: number; readonly allowedMs: number } | null;
  readonly errors: { readonly asks: number; readonly failed: number } | null;
  /** 95th percentiles, in milliseconds. */
  readonly latency: { readonly controlMs: number; readonly candidateMs: number } | null;
  /** Clients of the route's fields, and those that read a field the candidate does not fill. */
  readonly readers: { readonly all: number; readonly losing: readonly string[] } | null;
  /** Conditions of the control. */
  readonly conditions: { readonly met: number; readonly unmet: readonly string[] } | null;
}

/** Sums to 100. */
const WEIGHTS: Readonly<Record<ReadinessPart['part'], number>> = {
  'coverage-fields': 15,
  'coverage-people': 10,
  agreement: 30,
  freshness: 5,
  errors: 15,
  latency: 5,
  readers: 10,
  conditions: 10,
};

const UNKNOWN = 'Nothing is known yet.';
/** One record in ten that differs is as bad as all. */
const WORST_MISMATCH_PERCENT = 10;
const WORST_ERROR_PERCENT = 5;

const within = (score: number): number => Math.max(0, Math.min(100, score));
const share = (part: number, whole: number): number => (whole === 0 ? 100 : (part / whole) * 100);
/** Rounded to the worse side: 100 % agree only where all do, and 0 % fail only where none does. */
const percent = (part: number, whole: number, round: (tenths: number) => number): string =>
  `${(whole === 0 ? 100 : round((part * 1_000) / whole) / 10).toFixed(1)} %`;
const named = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

interface Judged {
  readonly score: number | null;
  readonly words: string;
}

const judged = <F>(figures: F | null, judge: (known: F) => Judged): Judged =>
  figures === null ? { score: null, words: UNKNOWN } : judge(figures);

const agreementOf = ({ records, matched, severe, reads }: NonNullable<ReadinessFigures['agreement']>): Judged => {
  if (records === 0) return { score: null, words: 'No record has been compared yet.' };
  const different = 100 - share(matched, records);
  // A severe difference is not outweighed by many harmless agreements: half of the part is lost at the first.
  const score = within(100 - (different / WORST_MISMATCH_PERCENT) * 100) / (severe > 0 ? 2 : 1);
  const of = reads === null ? '' : ` Compared: ${reads.compared} of ${reads.all} reads.`;
  const words = `${percent(matched, records, Math.floor)} of ${records} records agree; ${severe} severe differences.${of}`;
  return { score, words };
};

const freshnessOf = (figures: NonNullable<ReadinessFigures['freshness']>): Judged => {
  if (figures === 'asked') return { score: 100, words: 'It is asked at the moment of the read.' };
  const { ageMs, allowedMs } = figures;
  const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;
  const score = within(100 - (Math.max(0, ageMs - allowedMs) / Math.max(1, allowedMs)) * 50);
  return { score, words: `Last heard ${minutes(ageMs)} ago; up to ${minutes(allowedMs)} is agreed.` };
};

const errorsOf = ({ asks, failed }: NonNullable<ReadinessFigures['errors']>): Judged =>
  asks === 0
    ? { score: null, words: 'It has not been asked yet.' }
    : {
        score: within(100 - (share(failed, asks) / WORST_ERROR_PERCENT) * 100),
        words: `${failed} of ${asks} asks failed (${percent(failed, asks, Math.ceil)}).`,
      };

const latencyOf = ({ controlMs, candidateMs }: NonNullable<ReadinessFigures['latency']>): Judged => {
  // As fast as the control is enough; three times as slow is worth nothing. Under 100 ms nobody notices.
  const times = Math.max(1, candidateMs) / Math.max(100, controlMs);
  return {
    score: within(100 - Math.max(0, times - 1) * 50),
    words: `95 % of its answers come within ${candidateMs} ms; the control's within ${controlMs} ms.`,
  };
};

const metWords = (met: number): string => {
  if (met === 0) return 'The register has no conditions for the control.';
  return met === 1 ? 'The one condition is met.' : `All ${met} conditions are met.`;
};

const noneWords = (clients: number): string =>
  clients === 0
    ? 'No client was seen to read its fields.'
    : `None of ${clients} clients reads a field that it does not fill.`;

const judge = (figures: ReadinessFigures): Readonly<Record<ReadinessPart['part'], Judged>> => ({
  'coverage-fields': judged(figures.fields, ({ both, lost }) => ({
    score: share(both, both + lost.length),
    words: lost.length === 0 ? `All ${both} fields are filled.` : `${both} fields are filled; not ${named(lost)}.`,
  })),
  'coverage-people': judged(figures.people, ({ control, candidate }) => ({
    score: within(share(candidate, control)),
    words: `${candidate} of the control's ${control} people are known to it.`,
  })),
  agreement: judged(figures.agreement, agreementOf),
  freshness: judged(figures.freshness, freshnessOf),
  errors: judged(figures.errors, errorsOf),
  latency: judged(figures.latency, latencyOf),
  readers: judged(figures.readers, ({ all, losing }) => ({
    score: share(all - losing.length, all),
    words:
      losing.length === 0
        ? noneWords(all)
        : `${losing.length} of ${all} clients read fields that it does not fill: ${named(losing)}.`,
  })),
  conditions: judged(figures.conditions, ({ met, unmet }) => ({
    score: share(met, met + unmet.length),
    words: unmet.length === 0 ? metWords(met) : `Not met: ${unmet.join('; ')}.`,
  })),
});

/**
 * How ready a candidate is, from figures alone. What is not known adds nothing, so to learn something never lowers the
 * score; null where nothing at all is known.
 */
export const readinessOf = (figures: ReadinessFigures): Readiness => {
  const all = judge(figures);
  const parts = (Object.keys(WEIGHTS) as ReadinessPart['part'][]).map((part): ReadinessPart => {
    const { score, words } = all[part];
    // Downwards: 100 is for what is whole.
    return { part, score: score === null ? null : Math.floor(score), weight: WEIGHTS[part], words };
  });
  if (parts.every(({ score }) => score === null)) return { score: null, parts };
  const sum = parts.reduce((total, { score, weight }) => total + (score ?? 0) * weight, 0);
  return { score: Math.floor(sum / 100), parts };
};
