import type { Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { KNOW_OF_VERY_RESTRICTED } from '../access';
import { isSelf } from '../relationships';

/** May the viewer be told that there is such a person? Without a look into the store: it must take no longer for some. */
export const mayKnowOf = (viewer: Viewer, person: PersonIdentity): boolean =>
  person.veryRestricted !== true || (KNOW_OF_VERY_RESTRICTED.includes('self') && isSelf(viewer, person));
