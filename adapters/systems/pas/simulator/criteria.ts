import type { Hl7Message, Segment } from '../../../wire/hl7v2/message';

/** One condition of QPD-3: a field by place, an operator (ZV1 names it, Q22 means equality), a value. */
export interface Criterion {
  readonly segment: string;
  readonly field: number;
  readonly component: number;
  readonly operator: 'EQ' | 'GT' | 'LT';
  readonly value: string;
}

const OPERATORS = ['EQ', 'GT', 'LT'] as const;

/** ITK writes `@PID3.1` and `@PID.3.1` both. */
const KEY = /^@?([A-Z][A-Z0-9]{2})\.?(\d+)(?:\.(\d+))?$/;

/** QPD-3 of Q22 (`@PID.5.1^TESTER`) or ZV1 (`@PV1.2^EQ^I`); null when one of them cannot be understood, or there is none. */
export const criteriaOf = (qpd: Segment, named: boolean): readonly Criterion[] | null => {
  const criteria: Criterion[] = [];
  for (let at = 1; at <= qpd.repetitions(3); at += 1) {
    const [, segment, field, component = '1'] = KEY.exec(qpd.text(3, 1, at)) ?? [];
    const operator = named ? OPERATORS.find((known) => known === qpd.text(3, 2, at)) : 'EQ';
    const value = qpd.text(3, named ? 3 : 2, at);
    if (segment === undefined || field === undefined || operator === undefined || value === '') return null;
    criteria.push({
      segment,
      field: Number(field),
      component: Number(component),
      operator,
      value: value.toUpperCase(),
    });
  }
  return criteria.length === 0 ? null : criteria;
};

const holds = (criterion: Criterion, row: Hl7Message): boolean => {
  const segment = row.first(criterion.segment);
  if (segment === undefined) return false;
  const values = Array.from({ length: segment.repetitions(criterion.field) }, (_, at) =>
    segment.text(criterion.field, criterion.component, at + 1).toUpperCase(),
  );
  switch (criterion.operator) {
    case 'EQ':
      return values.includes(criterion.value);
    case 'GT':
      return values.some((value) => value > criterion.value);
    case 'LT':
      return values.some((value) => value < criterion.value);
  }
};

export const matches = (criteria: readonly Criterion[], row: Hl7Message): boolean =>
  criteria.every((criterion) => holds(criterion, row));
