import { MINUTE } from '../../../schema/time';
import type { FeedProfile } from '../../contract';

/** The live laboratory feed: HL7 2.5.1 with its own table for sex; results pass those that are held. */
export const LABORATORY_PROFILE: FeedProfile = {
  instance: 'lims@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE'],
  sexCodes: 'hl7',
  processingIds: ['P'],
  versions: ['2.3', '2.3.1', '2.4', '2.5', '2.5.1'],
  messageTypes: ['ORU', 'OML'],
  sendingFacilities: ['RWE'],
  charset: 'UTF-8',
  whenHeld: 'pass',
  silenceMs: 30 * MINUTE,
};
