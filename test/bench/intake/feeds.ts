import type { Feed } from '../../../adapters/inbox';
import { LABORATORY_PROFILE } from '../../../adapters/systems/lims/profiles';
import { ITK_PROFILE } from '../../../adapters/systems/pas/profiles';
import type { Kind } from './messages';

/** What is heard, on any free ports. */
export const FEEDS: Readonly<Record<Kind, Feed>> = {
  ADT: { name: 'pas', instance: 'pas@RWE', profile: ITK_PROFILE, host: '127.0.0.1', port: 0 },
  'ORU of 30 OBX': { name: 'lims', instance: 'lims@RWE', profile: LABORATORY_PROFILE, host: '127.0.0.1', port: 0 },
};
