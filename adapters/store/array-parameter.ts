/** PostgreSQL's numbers of the types that are sent in bulk (`pg_type`, the same in every version). */
const BYTEA = 17;
const TEXT = 25;
const JSON_TEXT = 114;
const JSONB = 3802;

const HEADER = 20;
const LENGTH = 4;
const NULL_LENGTH = -1;

/** Of jsonb's binary form: the only version there is. */
const JSONB_VERSION = 1;

const header = (array: Buffer, type: number, count: number): void => {
  array.writeInt32BE(1, 0); // dimensions
  array.writeInt32BE(1, 4); // there may be nulls
  array.writeInt32BE(type, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16); // numbered from 1
};

const textsOf = (type: number, values: readonly (string | null)[], version: readonly number[]): Buffer => {
  const sizes = values.map((value) => (value === null ? 0 : version.length + Buffer.byteLength(value)));
  const array = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + LENGTH + size, HEADER));
  header(array, type, values.length);
  let at = HEADER;
  for (const [index, value] of values.entries()) {
    const size = sizes[index] ?? 0;
    at = array.writeInt32BE(value === null ? NULL_LENGTH : size, at);
    if (value === null) continue;
    for (const byte of version) at = array.writeUInt8(byte, at);
    at += array.write(value, at);
  }
  return array;
};

/**
 * Values for one parameter, as PostgreSQL's own binary form of an array (`array_recv`): the statement must cast it,
 * `$1::text[]`. As text each long value would be escaped here and read character by character there, which for a batch
 * of messages costs more than all else that is done with them.
 */
export const textArray = (values: readonly (string | null)[]): Buffer => textsOf(TEXT, values, []);

/** As {@link textArray}, of documents written as JSON: `$1::json[]`. */
export const jsonArray = (documents: readonly (string | null)[]): Buffer => textsOf(JSON_TEXT, documents, []);

/** The same, which the database takes apart: `$1::jsonb[]`. */
export const jsonbArray = (documents: readonly (string | null)[]): Buffer => textsOf(JSONB, documents, [JSONB_VERSION]);

/** As {@link textArray}: `$1::bytea[]`. */
export const byteaArray = (values: readonly Buffer[]): Buffer => {
  const array = Buffer.allocUnsafe(values.reduce((sum, value) => sum + LENGTH + value.length, HEADER));
  header(array, BYTEA, values.length);
  let at = HEADER;
  for (const value of values) {
    at = array.writeInt32BE(value.length, at);
    at += value.copy(array, at);
  }
  return array;
};
