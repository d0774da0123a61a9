import type { RoutedAnswer } from '../../schema/capabilities';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import type { Connection } from '../connection';
import { rankedWaitingList } from './ranked-waiting-list';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const priority = (code: string, system = 'http://terminology.hl7.org/CodeSystem/v2-0217') => ({
  priority: { text: code, codings: [{ system, code }] },
});
const specialty = (code: string) => ({
  specialty: { text: code, codings: [{ system: 'urn:local:pas@RWE:treatment-function', code }] },
});
const entry = (visit: string, more: object) => ({
  ...{ key: `RWE|${visit}`, source, subject: { identifiers: [] }, status: 'waiting', list: 'elective', visit },
  ...more,
});

type Args = Parameters<typeof rankedWaitingList>[1];
const listed = async (entries: readonly object[], args: Args = {}, whole: Partial<RoutedAnswer<never>> = {}) => {
  const context = contextOver({ place: () => [{ ...answerOf('waiting-list', entries, 'pas@RWE'), ...whole }] });
  return (await rankedWaitingList(undefined, args, context, INFO)) as Connection<{ visit: string }>;
};
const visits = async (entries: readonly object[], args?: Args) =>
  (await listed(entries, args)).nodes.map(({ visit }) => visit);

test('by priority, then by the longest wait, then by id; what is not known is never taken for routine', async () => {
  const since = (originalDate: string) => ({ originalDate });
  const ranked = await visits([
    entry('elective, long', { ...priority('3'), ...since('2025-01-01') }),
    entry('another’s code', { ...priority('3', 'urn:local:pas@RWE:visit-priority'), ...since('2026-11-02') }),
    entry('urgent, listed later, waits longer', { ...priority('2'), ...since('2026-01-01'), added: '2026-09-01' }),
    entry('not told', since('2026-11-01')),
    entry('urgent, by its day of listing', { ...priority('2'), added: '2026-03-01' }),
    entry('emergency', { ...priority('1'), ...since('2026-11-19') }),
    entry('urgent, since nobody knows when', priority('2')),
    entry('elective, short', { ...priority('3'), ...since('2026-11-01') }),
  ]);
  expect(ranked).toEqual([
    ...['emergency', 'urgent, since nobody knows when', 'urgent, listed later, waits longer'],
    ...['urgent, by its day of listing', 'not told', 'another’s code', 'elective, long', 'elective, short'],
  ]);
});

test('pages hold everybody once, of one rank and one day too', async () => {
  const alike = Array.from({ length: 7 }, (_, n) => entry(String(n), { ...priority('3'), added: '2026-11-01' }));
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Connection<{ visit: string }> = await listed(alike, { first: 3, after });
    seen.push(...page.nodes.map(({ visit }) => visit));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen.sort()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
});

test('a filter leaves out whom it rules out, and nobody who may be meant', async () => {
  const all = [
    entry('1 here', { site: 'RWEAA', ...specialty('130') }),
    entry('2 there', { site: 'RWEAE', ...specialty('110'), list: 'outpatient' }),
    entry('3 nowhere', { list: 'unknown' }),
    entry('4 the organisation, a local code', { site: 'RWE', ...specialty('EYES') }),
    entry('5 suspended', { status: 'suspended', site: 'RWEAA', ...specialty('130') }),
    entry('6 removed', { status: 'removed', site: 'RWEAA', ...specialty('130') }),
  ];
  const of = async (filter: NonNullable<Args['filter']> | null) => (await visits(all, { filter })).map(([number]) => number).sort().join(''); // prettier-ignore
  expect(await of(null)).toBe('12345');
  expect(await of({ sites: ['RWEAA'] })).toBe('1345');
  expect(await of({ specialties: ['110', '999'] })).toBe('234');
  expect(await of({ lists: ['OUTPATIENT'] })).toBe('23');
  expect(await of({ includeSuspended: false })).toBe('1234');
  expect(await of({ includeSuspended: null })).toBe('12345');
});

test('what is no code of a specialty is refused, not read as nobody', async () => {
  await expect(listed([], { filter: { specialties: ['130', 'Ophthalmology'] } })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: 'specialties holds something that is not a treatment function code',
  });
});

test('a site that no entry names may be mistyped: the list is not whole, and says so', async () => {
  const all = [entry('1', { site: 'RWEAA' }), entry('2', { site: 'RWEAE', status: 'removed' })];
  const of = async (sites: readonly string[]) => (await listed(all, { filter: { sites } })).completeness;
  expect(await of(['RWEAA'])).toMatchObject({ status: 'COMPLETE' });
  expect(await of(['RWEAE', 'RWE'])).toMatchObject({ status: 'COMPLETE' });
  expect(await of(['RWEAA', 'RWEZZ'])).toMatchObject({
    ...{ status: 'PARTIAL', sources: [{ warnings: [{ code: 'SITE_NOT_KNOWN' }] }] },
  });
});

test('somebody withheld leaves the list partial, without a count', async () => {
  expect(await listed([entry('1', {})], {}, { withheld: true })).toMatchObject({
    totalCount: null,
    completeness: { status: 'PARTIAL', withheld: true },
  });
});
