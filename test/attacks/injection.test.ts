import { clientSchema } from '../../gateway/federation/client-schema';
import { ROLES, type Role } from '../../schema/capabilities';
import { openHospital, type Hospital } from '../scenarios/hospital';
import { textArguments, type TextArgument } from './text-arguments';

/** SQL, patterns and escapes, in every argument of the graph that takes a text. */
const TEXTS = ["'; drop table read_audit; --", "' or '1'='1", "pt_1'||pg_sleep(5)||'", '%', '_%\\', '"$1'];

let hospital: Hospital;
let places: readonly TextArgument[];
beforeAll(async () => {
  hospital = await openHospital();
  places = textArguments(await clientSchema());
});
afterAll(() => hospital.close());

const codesOf = async (
  role: Role,
  document: string,
): Promise<{ readonly status: number; readonly codes: readonly unknown[] }> => {
  const { status, errors } = await hospital.ask(role, document);
  return { status, codes: [...new Set(errors.map(({ extensions }) => extensions['code']))] };
};

/** Whoever may ask at a root field gets furthest. */
const allowed = new Map<string, Role>();
const roleFor = async ({ root, document }: TextArgument): Promise<Role> => {
  const known = allowed.get(root);
  if (known) return known;
  let found: Role = 'clinician';
  for (const role of ROLES) {
    const { codes } = await codesOf(role, document(['x']));
    if (codes.includes('FORBIDDEN')) continue;
    found = role;
    break;
  }
  allowed.set(root, found);
  return found;
};

const tables = async (): Promise<readonly unknown[]> =>
  (
    await hospital.adapters.store.pool.query<{ name: string; rows: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' order by 1`,
    )
  ).rows;
const count = async (table: 'message' | 'person'): Promise<unknown> =>
  (await hospital.adapters.store.pool.query(`select count(*)::int as n from ${table}`)).rows[0];

test('every argument that takes a text takes it as a text', async () => {
  expect(places.length).toBeGreaterThan(40);
  const before = [await tables(), await count('message'), await count('person')];
  const wrong: unknown[] = [];
  for (const place of places) {
    const role = await roleFor(place);
    const { status, codes } = await codesOf(role, place.document(TEXTS));
    if (status >= 500 || codes.includes('INTERNAL')) wrong.push([place.name, role, status, codes]);
  }
  expect(wrong).toEqual([]);
  expect([await tables(), await count('message'), await count('person')]).toEqual(before);
});

const BY_VARIABLE =
  'query Attack($n: NhsNumber, $i: ID) { n: patient(nhsNumber: $n) { id } i: patient(id: $i) { id } }';

test('the same texts as variables, and half a character', async () => {
  for (const text of [...TEXTS, '\ud800', '\u202e']) {
    const { status, errors } = await hospital.ask('clinician', BY_VARIABLE, { i: text });
    const codes = errors.map(({ extensions }) => extensions['code']);
    expect([text, status, codes.includes('INTERNAL')]).toEqual([text, 200, false]);
  }
});

test('the one character that no table holds is refused, wherever it stands', async () => {
  const refused = [
    await hospital.ask('clinician', BY_VARIABLE, { i: 'pt_\0' }),
    await hospital.ask('clinician', BY_VARIABLE, { 'pt_\0': 'x' }),
    await hospital.ask('clinician', '{ patient(id: "pt_\\u0000") { id } }'),
    await hospital.ask('clinician', '{ patient(id: "pt_\\u{0}") { id } }'),
  ];
  for (const { status, data, errors } of refused)
    expect([status, data, errors.map(({ extensions }) => extensions['code'])]).toEqual([
      400,
      undefined,
      ['BAD_USER_INPUT'],
    ]);
});
