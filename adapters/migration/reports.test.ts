import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { Agreement } from '../../schema/migration/evidence';
import type { FieldUse } from '../../schema/migration/plan';
import type { RegisteredSystem } from '../../schema/migration/register';
import { parseCsv } from '../ledger/csv';
import { mismatchesReport, routesReport, systemsReport, useReport } from './reports';

const ROUTE = { id: 'RWE/wards/inpatient-record', stage: 'shadow', sites: [] } as Partial<MigrationRoute> as MigrationRoute; // prettier-ignore

const matchedPercent = (records: number, matchedRecords: number): string | undefined => {
  const agreement: Agreement = {
    ...{ outcomes: new Map(), severities: new Map(), fields: [], noise: null, reads: null, losses: new Map() },
    ...{ records, matchedRecords },
  };
  return routesReport([{ route: ROUTE, readiness: null, agreement }])
    .trim()
    .split(',')
    .at(-1);
};

test('a hundred per cent agree only where all do', () => {
  expect(matchedPercent(50_000, 50_000)).toBe('100.00');
  expect(matchedPercent(50_000, 49_999)).toBe('99.99');
  expect(matchedPercent(3, 2)).toBe('66.66');
});

test('a record that one side alone has is told of as a whole record, not as a field without a name', () => {
  const fields = [
    { field: '', severity: 'major', count: 2 },
    { field: 'place.bed', severity: 'minor', count: 1 },
  ] as const;
  const agreement = { fields } as unknown as Agreement;
  expect(
    mismatchesReport([{ route: ROUTE, agreement }])
      .split('\r\n')
      .slice(1, 3),
  ).toEqual(['RWE/wards/inpatient-record,the whole record,major,2', 'RWE/wards/inpatient-record,place.bed,minor,1']);
});

test('a system that is retired has no gate that is open or closed, and what it went against is still told', () => {
  const system = (lifecycle: string) =>
    ({
      ...{ id: 'ris@RWE', lifecycle, phases: [], dependants: [], replacedBy: [], conditions: [], signOffs: [] },
    }) as unknown as RegisteredSystem;
  const obstacle = { kind: 'feeds', about: 'ris', words: 'ris still sends' } as const;
  const gates = systemsReport([system('live'), system('live'), system('retired')], [[], [obstacle], [obstacle]])
    .split('\r\n')
    .slice(1, 4)
    .map((line) => line.split(',').slice(-2));
  expect(gates).toEqual([
    ['open', ''],
    ['closed', '"[""ris still sends""]"'],
    ['retired', '"[""ris still sends""]"'],
  ]);
});

test('what stands in the way can be told apart to the letter, whatever marks it holds', () => {
  const words = ['Not met: coded in EPR; signed by HIM', 'clients a, b; c still read "ward"', 'two\nlines'];
  const system = {
    ...{ id: 'ris@RWE', lifecycle: 'live', phases: [], dependants: ['Bed board; ED'], replacedBy: [] },
    ...{ conditions: [], signOffs: [] },
  } as unknown as RegisteredSystem;
  const gate = words.map((each) => ({ kind: 'conditions', about: 'ris@RWE', words: each }) as const);
  const [head = [], row = []] = parseCsv(systemsReport([system], [gate])) ?? [];
  const cell = (column: string): unknown => JSON.parse(row[head.indexOf(column)] ?? '');
  expect(cell('obstacles')).toEqual(words);
  expect(cell('dependants')).toEqual(['Bed board; ED']);
});

test('who reads what says in the file that it is cut, and only where it is', () => {
  const uses = ['2026-11-20', '2026-11-19', '2026-11-18'].map((day) => ({ day, client: 'board' }) as FieldUse);
  const lines = (most: number) => useReport(uses, most).trimEnd().split('\r\n').slice(1);
  expect(lines(3).map((line) => line.slice(0, 10))).toEqual(['2026-11-20', '2026-11-19', '2026-11-18']);
  expect(lines(2)).toHaveLength(3);
  expect(lines(2)[2]).toMatch(/^"cut: there is more than 2 lines, and earlier days are missing",{7}$/);
});
