import type { Ask, ImagingLinks, Viewer } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { ImagingGrant, ImagingGrants } from '../access/imaging-grant';
import { refusalOf } from '../access';
import type { Audit } from '../audit';
import type { Connection } from '../contract';
import { grantNote } from '../routing';

export interface Picture {
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface Imaging {
  readonly links: ImagingLinks;
  /** Null when the token is not, or no longer, good, or nobody holds the study. Throws SourceFault when the archive does. */
  thumbnail(token: string): Promise<Picture | null>;
}

export interface ImagingMeans {
  readonly connections: ReadonlyMap<InstanceName, { readonly connection: Connection }>;
  readonly audit: Audit;
  readonly grants: ImagingGrants;
  readonly clock: Clock;
}

const FETCH_MS = 3_000;

const viewerOf = ({ scopes, ...who }: ImagingGrant['viewer']): Viewer => ({
  ...who,
  wards: [],
  ...(scopes && { scopes }),
});

/** Pictures by a short-lived grant: authorised again and put on record at each fetch, before a byte leaves. */
export const createImaging = ({ connections, audit, grants, clock }: ImagingMeans): Imaging => ({
  links: { issue: (study, ask) => `/imaging/${grants.seal(study, ask)}` },
  thumbnail: async (token) => {
    const grant = grants.open(token);
    if (!grant) return null;
    const { viewer, purpose, client, operation, requestId, instance, person, studyUid, breakGlass } = grant;
    const images = connections.get(instance)?.connection.images;
    const signal = AbortSignal.timeout(FETCH_MS);
    const ask: Ask = {
      viewer: viewerOf(viewer),
      purpose,
      client,
      operation,
      requestId,
      signal,
      clock,
      deadline: clock.millis() + FETCH_MS,
    };
    const read = {
      ask,
      capability: 'imaging-studies',
      persons: [person],
      instances: [instance],
      note: 'thumbnail',
    } as const;
    if (!images || refusalOf(ask.viewer, purpose, 'imaging-studies') !== null) {
      await audit.recordRead({ ...read, outcome: 'refused' });
      return null;
    }
    const picture = await images.thumbnail(studyUid, signal);
    // As any read that stood on a grant: by purpose and note its review finds it.
    const glass = breakGlass && ({ ask: { ...ask, purpose: 'BTG' }, note: grantNote(breakGlass.id) } as const);
    await audit.recordRead({ ...read, ...glass, outcome: 'answered' });
    return picture;
  },
});
