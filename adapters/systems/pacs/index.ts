import type { AdapterKind, Connection, Means } from '../../contract';
import { createHttpClient } from '../../wire/http/client';
import { pacsConfig, type PacsConfig } from './config';
import { coverage } from './coverage';
import { studiesOfPeople } from './studies-of-people';
import { openImages, thumbnailOf } from './thumbnail';

const connect = (config: PacsConfig, means: Means): Connection => {
  const { clock } = means;
  const http = createHttpClient({ baseUrl: config.baseUrl, connectTimeoutMs: config.connectTimeoutMs });
  const pictures = openImages(config);
  return {
    sources: { people: { 'imaging-studies': studiesOfPeople({ config, http, means }) }, places: {} },
    images: { thumbnail: (studyUid, signal) => thumbnailOf(pictures, studyUid, { clock, signal }) },
    close: async () => {
      await Promise.all([http.close(), pictures.close()]);
    },
  };
};

/** The picture archive: asked for studies over DICOMweb (QIDO-RS), and for their thumbnails (WADO-RS). */
export const pacs: AdapterKind<PacsConfig> = {
  kind: 'pacs',
  name: 'PACS',
  provides: { 'imaging-studies': { from: 'live', maxBatch: 1, asksAs: 'system', ttlMs: 60_000 } },
  coverage,
  config: pacsConfig,
  connect,
};
