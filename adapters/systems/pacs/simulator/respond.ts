import type { Hospital, SimStudy } from '../../../simulation/hospital';
import type { HttpAsk, HttpReply } from '../../../simulation/http-simulator';
import { DICOM_JSON } from '../../../wire/dicomweb/qido';
import type { JsonDataSet } from './element';
import { holdingsOf, instanceDataSets, seriesDataSet, STANDARD_STUDY } from './holdings';
import { picture } from './picture';
import { searchReply } from './search';

/** Below the root of the services. */
export const ROOT = '/dicomweb';

const THUMBNAIL = picture(64);
const RENDERED = picture(256);

const nothing: HttpReply = { status: 404, contentType: 'text/plain', body: 'There is no such thing in the archive' };

const accepts = (ask: HttpAsk, types: readonly string[]): boolean => {
  const accept = ask.headers.accept ?? '*/*';
  return ['*/*', ...types].some((type) => accept.includes(type));
};

/** Pixels of a study that lies on tape: they are fetched, and cannot be had now. */
const pixels = (ask: HttpAsk, study: SimStudy, png: Buffer): HttpReply => {
  if (!accepts(ask, ['image/png', 'image/*'])) return { status: 406 };
  if (study.availability === 'NEARLINE') return { status: 503, headers: { 'retry-after': '120' } };
  return { status: 200, contentType: 'image/png', body: png };
};

const metadata = (dataSets: readonly JsonDataSet[]): HttpReply => ({
  status: 200,
  contentType: DICOM_JSON,
  body: dataSets,
});

interface Resource {
  readonly study: SimStudy;
  readonly dataSet: JsonDataSet;
  readonly baseUrl: string;
  /** Absent for the study itself. */
  readonly seriesUid?: string | undefined;
  readonly instanceUid?: string | undefined;
}

/** What lies below a study: `series`, `series/{uid}/instances`, `metadata`, `thumbnail`, `rendered` at each level. */
const below = (
  ask: HttpAsk,
  { study, dataSet, baseUrl, seriesUid, instanceUid }: Resource,
  what: string,
): HttpReply => {
  const series = study.series.filter(({ uid }) => seriesUid === undefined || uid === seriesUid);
  const numbered = series.map((one) => seriesDataSet(study, one, study.series.indexOf(one) + 1, baseUrl));
  const instances = series
    .flatMap((one) => instanceDataSets(study, one))
    .filter((one) => instanceUid === undefined || one['00080018']?.Value?.[0] === instanceUid);
  if (instances.length === 0) return nothing;
  switch (what) {
    case 'series':
      return searchReply(numbered, ask.query, 'all');
    case 'instances':
      return searchReply(instances, ask.query, 'all');
    case 'metadata':
      return metadata(instances.map((instance) => ({ ...dataSet, ...instance })));
    case 'thumbnail':
      return pixels(ask, study, THUMBNAIL);
    case 'rendered':
      return pixels(ask, study, RENDERED);
    default:
      return nothing;
  }
};

const PATH = /^studies\/([\d.]+)(?:\/series\/([\d.]+))?(?:\/instances\/([\d.]+))?\/([a-z]+)$/;

/** One ask of the archive's DICOMweb services (PS3.18 chapter 10). */
export const respond = (ask: HttpAsk, hospital: Hospital): HttpReply => {
  if (ask.method !== 'GET') return { status: 405 };
  if (!ask.path.startsWith(`${ROOT}/`)) return nothing;
  const path = ask.path.slice(ROOT.length + 1);
  const baseUrl = `http://${ask.headers.host ?? '127.0.0.1'}${ROOT}`;
  const holdings = holdingsOf(hospital, baseUrl);
  const [, uid, seriesUid, instanceUid, what = ''] = PATH.exec(path) ?? [];
  const isPicture = what === 'thumbnail' || what === 'rendered';
  if (!isPicture && !accepts(ask, [DICOM_JSON, 'application/json'])) return { status: 406 };
  if (path === 'studies')
    return searchReply(
      holdings.map(({ dataSet }) => dataSet),
      ask.query,
      STANDARD_STUDY,
    );
  const holding = holdings.find(({ study }) => study.uid === uid);
  return holding === undefined ? nothing : below(ask, { ...holding, baseUrl, seriesUid, instanceUid }, what);
};
