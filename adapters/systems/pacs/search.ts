import type { Clock } from '../../../schema/clock';
import { SourceFault } from '../../contract';
import { asSourceFault, faultOfStatus } from '../../source-fault';
import type { HttpClient } from '../../wire/http/client';
import { DICOM_JSON, qidoParameters, readQido } from '../../wire/dicomweb/qido';
import type { QidoPage, QidoQuery } from '../../wire/dicomweb/qido';
import { NotDicom } from '../../wire/dicomweb/not-dicom';
import { DataSet } from '../../wire/dicomweb/data-set';
import type { PacsConfig } from './config';

/** Every page of one search for studies. */
export interface StudySearch {
  readonly studies: readonly DataSet[];
  /** Entries that are no study: not shown, and said. */
  readonly unreadable: number;
  /** The archive holds more than it handed over. */
  readonly limited: boolean;
}

const page = async (http: HttpClient, query: QidoQuery, clock: Clock, signal: AbortSignal): Promise<QidoPage> => {
  const response = await http.json({
    path: 'studies',
    query: qidoParameters(query),
    headers: { accept: DICOM_JSON },
    signal,
  });
  // Too many to send: an answer, though not a whole one.
  const fault = response.status === 413 ? null : faultOfStatus(response.status, response.headers, clock);
  if (fault) throw fault;
  if (response.status === 404 || response.status === 410)
    throw new SourceFault('SOURCE_INVALID', `Has no search for studies at this address (HTTP ${response.status})`);
  return readQido(response);
};

const keep = (matches: readonly unknown[], into: Map<string, DataSet>): { fresh: number; unreadable: number } => {
  let fresh = 0;
  let unreadable = 0;
  for (const match of matches) {
    try {
      const study = new DataSet(match);
      const uid = study.text('StudyInstanceUID');
      if (uid === undefined) throw new NotDicom('A study has no StudyInstanceUID');
      if (!into.has(uid)) fresh += 1;
      into.set(uid, study);
    } catch (error) {
      if (!(error instanceof NotDicom)) throw error;
      unreadable += 1;
    }
  }
  return { fresh, unreadable };
};

const asFault = (error: unknown): SourceFault =>
  error instanceof NotDicom ? new SourceFault('SOURCE_INVALID', error.message) : asSourceFault(error);

/**
 * QIDO-RS for studies, page after page by offset, until there are none. An archive may hand out fewer than it was asked for,
 * and many say nothing of it (Warning 299 is advice, PS3.18 section 8.3.4.4): a short page is no last one. What is still missing
 * where it said so is `limited`. Throws {@link SourceFault}.
 */
export const searchStudies = async (
  http: HttpClient,
  query: Pick<QidoQuery, 'matching' | 'include'>,
  { config: { pageSize, maxPages }, clock, signal }: { config: PacsConfig; clock: Clock; signal: AbortSignal },
): Promise<StudySearch> => {
  const studies = new Map<string, DataSet>();
  let unreadable = 0;
  let offset = 0;
  const done = (limited: boolean): StudySearch => {
    if (studies.size === 0 && unreadable > 0)
      throw new SourceFault('SOURCE_INVALID', 'None of the entries in the answer is a study');
    return { studies: [...studies.values()], unreadable, limited };
  };
  try {
    for (let asked = 0; asked < maxPages; asked += 1) {
      const { matches, limited } = await page(http, { ...query, limit: pageSize, offset }, clock, signal);
      const kept = keep(matches, studies);
      unreadable += kept.unreadable;
      // An archive that does not know `limit` sends everything at once.
      if (matches.length === 0 || matches.length > pageSize) return done(limited);
      // One that does not know `offset` sends the same again: all that it has, where that is fewer than it was asked for.
      if (kept.fresh === 0) return done(limited || matches.length === pageSize || studies.size > matches.length);
      offset += matches.length;
    }
    return done(true);
  } catch (error) {
    throw asFault(error);
  }
};
