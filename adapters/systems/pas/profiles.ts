import { HOUR, MINUTE } from '../../../schema/time';
import type { FeedProfile } from '../../contract';

/** The trigger events of ITK v2.4 (section 4.2), bed stock, and the scheduling messages some suppliers send beside them. */
export const ITK_MESSAGE_TYPES: readonly string[] = ['ADT', 'MFN^M05', 'SIU'];

/** The live PAS feed: ITK HL7 v2.4, ward in PL's room component, sex as 1, 2, 9, 0. */
export const ITK_PROFILE: FeedProfile = {
  instance: 'pas@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE'],
  sexCodes: 'itk',
  processingIds: ['P'],
  versions: ['2.4'],
  messageTypes: ITK_MESSAGE_TYPES,
  sendingFacilities: ['RWE'],
  charset: 'UTF-8',
  whenHeld: 'wait',
  silenceMs: 15 * MINUTE,
};

/**
 * University College London Hospitals' Epic feed, as its public test messages show it: the ward first in PL with the
 * room after it, hospital numbers of authority MRENTR, sex as M and F, test messages marked `T`, and one message type
 * sent by a different facility code. PL-4 is a bed status there, so it never names an organisation.
 */
export const UCLH_PROFILE: FeedProfile = {
  instance: 'pas@RRV',
  pl: { ward: 1, room: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['MRENTR'],
  sexCodes: 'hl7',
  processingIds: ['P', 'T'],
  versions: ['2.4'],
  messageTypes: ['ADT'],
  sendingFacilities: ['UCLH', 'RRV03'],
  charset: 'UTF-8',
  whenHeld: 'wait',
  silenceMs: HOUR,
};
