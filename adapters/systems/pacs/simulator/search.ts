import type { HttpReply } from '../../../simulation/http-simulator';
import { DICOM_JSON } from '../../../wire/dicomweb/qido';
import { TAG, tagPath, type Keyword } from '../../../wire/dicomweb/tags';
import type { JsonDataSet } from './element';
import { conditionsOf, matches } from './matching';

/** More than this at once is refused (413), or cut with a warning where a limit was asked for. */
const MOST = 50;

const problem = (status: number, text: string): HttpReply => ({ status, contentType: 'text/plain', body: text });

const whole = (text: string | null, byDefault: number): number | null => {
  if (text === null) return byDefault;
  return /^\d+$/.test(text) ? Number(text) : null;
};

/** The tags an answer holds: the standard ones, and those of `includefield`. Null for one that is none. */
const wantedTags = (query: URLSearchParams, standard: readonly Keyword[]): ReadonlySet<string> | 'all' | null => {
  const asked = query.getAll('includefield').flatMap((text) => text.split(','));
  if (asked.includes('all')) return 'all';
  const paths = asked.map((name) => tagPath(name)?.[0]);
  if (paths.includes(undefined)) return null;
  return new Set([...standard.map((keyword): string => TAG[keyword]), ...paths.flatMap((tag) => tag ?? [])]);
};

const cut = (dataSet: JsonDataSet, tags: ReadonlySet<string> | 'all'): JsonDataSet =>
  tags === 'all' ? dataSet : Object.fromEntries(Object.entries(dataSet).filter(([tag]) => tags.has(tag)));

/** QIDO-RS over a list of data sets: 200 with a list, 204 for none, 400 for what is no search, 413 for too many. */
export const searchReply = (
  dataSets: readonly JsonDataSet[],
  query: URLSearchParams,
  standard: readonly Keyword[] | 'all',
): HttpReply => {
  const conditions = conditionsOf(query);
  const tags = standard === 'all' ? 'all' : wantedTags(query, standard);
  const offset = whole(query.get('offset'), 0);
  const limit = whole(query.get('limit'), Infinity);
  if (conditions === null || tags === null) return problem(400, 'An attribute of the search is not known');
  if (offset === null || limit === null) return problem(400, 'limit and offset are whole numbers');
  const found = dataSets.filter((dataSet) => matches(dataSet, conditions)).slice(offset);
  if (found.length > MOST && limit === Infinity)
    return problem(413, 'More matches than are sent; search more narrowly');
  const page = found.slice(0, Math.min(limit, MOST));
  if (page.length === 0) return { status: 204 };
  // Only where the archive itself cut the page short: whoever set a limit knows that there may be more.
  const more = limit > MOST ? found.length - page.length : 0;
  return {
    status: 200,
    contentType: DICOM_JSON,
    body: page.map((dataSet) => cut(dataSet, tags)),
    ...(more > 0
      ? { headers: { warning: `299 pacs.example: "There are ${more} additional results that can be requested"` } }
      : {}),
  };
};
