import type { Ask, ImagingLinks, Viewer } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { ImagingGrant, ImagingGrants } from '../access/imaging-grant';
import { refusalOf } from '../access';
import type { Audit } from '../audit';
import { SourceFault, type AdapterKind, type Connection } from '../contract';
import type { IdentityIndex } from '../identity';
import { grantNote, heldOf, mayHaveHeldOf, type AnswerSchedule } from '../routing';

export interface Picture {
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface Imaging {
  readonly links: ImagingLinks;
  /**
   * Null when the token is not, or no longer, good, or nobody holds the study; `failed` when the archive gave no picture.
   * Rejects where our own store could not be asked, or told of the fetch: then nothing is shown.
   */
  thumbnail(token: string): Promise<Picture | 'failed' | null>;
}

export interface ImagingMeans {
  readonly connections: ReadonlyMap<
    InstanceName,
    { readonly kind: Pick<AdapterKind, 'provides'>; readonly connection: Connection }
  >;
  readonly audit: Audit;
  readonly grants: ImagingGrants;
  readonly identity: Pick<IdentityIndex, 'byIds'>;
  readonly schedule: AnswerSchedule;
  readonly clock: Clock;
}

const FETCH_MS = 3_000;

const viewerOf = ({ scopes, ...who }: ImagingGrant['viewer']): Viewer => ({
  ...who,
  ...(scopes && { scopes }),
});

/** What was put down about the person since the link was made counts: they may be nobody to the viewer now. */
const isHeld = async (
  { instance, person: id, study, breakGlass }: ImagingGrant,
  { identity, connections }: Pick<ImagingMeans, 'identity' | 'connections'>,
  { viewer }: Ask,
): Promise<boolean> => {
  const [person] = await identity.byIds([id]);
  // A link names no number, and a patient was given it for their own record alone.
  if (viewer.role === 'patient') return false;
  if (!person) return true;
  const reading = {
    ...({ capability: 'imaging-studies', instance, viewer } as const),
    mayHaveHeld: mayHaveHeldOf(connections),
    // A study goes by its number, whichever archive has it.
    mayBeCopiesOf: () => false,
  };
  return heldOf(person, { key: study }, reading, breakGlass !== undefined).hold !== 'shown';
};

/** Pictures by a short-lived grant: authorised again and put on record at each fetch, before a byte leaves. */
export const createImaging = ({ connections, audit, grants, identity, schedule, clock }: ImagingMeans): Imaging => ({
  links: { issue: (study, ask) => `/imaging/${grants.seal(study, ask)}` },
  thumbnail: async (token) => {
    const since = schedule.start();
    const until = { deadline: since + FETCH_MS };
    const refused = async (): Promise<null> => {
      await schedule.hold(since, until);
      return null;
    };
    const grant = grants.open(token);
    if (!grant) return refused();
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
    if (
      !images ||
      refusalOf(ask.viewer, purpose, 'imaging-studies') !== null ||
      (await isHeld(grant, { identity, connections }, ask))
    ) {
      await audit.recordRead({ ...read, outcome: 'refused' });
      return refused();
    }
    const picture = await images.thumbnail(studyUid, signal).catch((error: unknown) => {
      if (error instanceof SourceFault) return 'failed' as const;
      throw error;
    });
    if (picture === 'failed') return picture;
    // As any read that stood on a grant: by purpose and note its review finds it.
    const glass = breakGlass && ({ ask: { ...ask, purpose: 'BTG' }, note: grantNote(breakGlass.id) } as const);
    await audit.recordRead({ ...read, ...glass, outcome: 'answered' });
    return picture;
  },
});
