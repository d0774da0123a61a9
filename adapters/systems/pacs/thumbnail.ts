import type { Clock } from '../../../schema/clock';
import type { Images } from '../../contract';
import { SourceFault } from '../../contract';
import { asSourceFault, faultOfStatus } from '../../source-fault';
import { isUid } from '../../wire/dicomweb/tags';
import { createHttpClient, type HttpClient } from '../../wire/http/client';
import type { PacsConfig } from './config';

const MOST_BYTES = 2 * 1024 * 1024;

/** What the bytes are, by their own first bytes: a type that is only said could make a browser run something else. */
const SIGNATURES: readonly (readonly [type: string, start: Buffer])[] = [
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

const typeOf = (said: string | undefined, bytes: Buffer): string | undefined => {
  const type = said?.split(';')[0]?.trim().toLowerCase();
  return SIGNATURES.find(([known, start]) => known === type && bytes.subarray(0, start.length).equals(start))?.[0];
};

/** Connections for pictures, apart from those for answers: a large picture is cut off sooner. */
export const openImages = (config: PacsConfig): HttpClient =>
  createHttpClient({
    baseUrl: config.baseUrl,
    connectTimeoutMs: config.connectTimeoutMs,
    connections: 4,
    maxBodyBytes: MOST_BYTES,
  });

/** A study's thumbnail: JPEG or PNG, 2 MB at most. Throws {@link SourceFault}. */
export const thumbnailOf = async (
  http: HttpClient,
  studyUid: string,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): ReturnType<Images['thumbnail']> => {
  if (!isUid(studyUid))
    throw new SourceFault('SOURCE_REFUSED', 'The study is not named by a DICOM UID; it was not asked for');
  try {
    const { status, headers, body } = await http.bytes({
      path: `studies/${studyUid}/thumbnail`,
      headers: { accept: 'image/jpeg, image/png' },
      signal,
    });
    const fault = faultOfStatus(status, headers, clock);
    if (fault) throw fault;
    if (status === 404 || status === 410)
      throw new SourceFault('SOURCE_REFUSED', `Holds no picture of this study (HTTP ${status})`);
    const contentType = typeOf(headers['content-type'], body);
    if (contentType === undefined)
      throw new SourceFault('SOURCE_INVALID', 'Answered with something that is no JPEG or PNG picture');
    return { contentType, bytes: body };
  } catch (error) {
    throw asSourceFault(error);
  }
};
