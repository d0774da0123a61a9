import { parse, stringify } from 'yaml';
import { refuseInput } from '../../schema/errors';
import type { RegisterEntry, RegisterFormat } from '../../schema/migration/register';
import { parseCsv, printCsv } from './csv';
import { registerEntries, wrongWith } from './register-entry';

/** The columns of the CSV, in order. Lists stand in one cell, as JSON. */
const COLUMNS = [
  ...['id', 'name', 'organisationName', 'function', 'supplier', 'owner', 'lifecycle', 'phases', 'conditions'],
  ...['contractEnd', 'yearlyCost', 'retention', 'dependants', 'replacedBy'],
] as const satisfies readonly (keyof RegisterEntry)[];
const LISTS: readonly string[] = ['phases', 'conditions', 'dependants', 'replacedBy'];

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** The register as text; `readRegister` of it gives the same register, and printing that the same text. */
export const printRegister = (entries: readonly RegisterEntry[], format: RegisterFormat): string => {
  switch (format) {
    case 'yaml':
      return stringify({ systems: entries }, { lineWidth: 0, aliasDuplicateObjects: false });
    case 'csv':
      return printCsv([
        COLUMNS,
        ...entries.map((entry) =>
          COLUMNS.map((column) => (LISTS.includes(column) ? JSON.stringify(entry[column]) : cellOf(entry[column]))),
        ),
      ]);
  }
};

const listOf = (cell: string, column: string, line: number): unknown => {
  if (cell === '') return [];
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return refuseInput(`text line ${line}: ${column} is not JSON`);
  }
};

const fromCsv = (text: string): readonly unknown[] => {
  const table = parseCsv(text) ?? refuseInput('text has a quoted cell that does not end');
  const [head = [], ...rows] = table;
  if (head.some((cell) => cell.includes(';')))
    refuseInput('text has semicolons between its cells: save it with commas');
  const unknown = head.filter((column) => !COLUMNS.some((known) => known === column));
  if (unknown.length > 0 || new Set(head).size !== head.length || !head.includes('id'))
    refuseInput(`text must begin with a line of columns, each once, of ${COLUMNS.join(', ')}`);
  return rows.map((row, at) => {
    if (row.length !== head.length)
      refuseInput(`text line ${at + 2} has ${row.length} cells in place of ${head.length}`);
    return Object.fromEntries(
      head.map((column, n) => {
        const cell = row[n] ?? '';
        return [column, LISTS.includes(column) ? listOf(cell, column, at + 2) : cell];
      }),
    );
  });
};

const fromYaml = (text: string): unknown => {
  try {
    // JSON's values and no more: no aliases that unfold without end, no dates that become something else.
    const read: unknown = parse(text, { schema: 'core', maxAliasCount: 0 });
    return typeof read === 'object' && read !== null && 'systems' in read ? read.systems : read;
  } catch {
    return refuseInput('text is not YAML');
  }
};

/** A column or a key that is not there says nothing: what is known of the system stays. */
const completed = (told: unknown, known: (id: string) => RegisterEntry | null): unknown =>
  typeof told === 'object' && told !== null && 'id' in told && typeof told.id === 'string'
    ? { ...known(told.id), ...told }
    : told;

/**
 * `known`: a system as the register has it; what the text leaves out of it stays, what it names as null or empty goes.
 * Throws GraphRefusal BAD_USER_INPUT, naming fields and never what stood in them.
 */
export const readRegister = (
  text: string,
  format: RegisterFormat,
  known: (id: string) => RegisterEntry | null = () => null,
): readonly RegisterEntry[] => {
  const told: unknown = format === 'csv' ? fromCsv(text) : fromYaml(text);
  const read = registerEntries.safeParse(Array.isArray(told) ? told.map((each) => completed(each, known)) : told);
  const place = (position: number): string => (format === 'csv' ? `line ${position + 2}` : `system ${position + 1}`);
  return read.success ? read.data : refuseInput(`text ${wrongWith(read.error, place)}`);
};
