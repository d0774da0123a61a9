import { MINUTE } from '../../../schema/time';
import type { FeedProfile } from '../../contract';

/** The live radiology feed: reports in HL7 2.4, orders in what order comms write; results pass those that are held. */
export const RADIOLOGY_PROFILE: FeedProfile = {
  instance: 'ris@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE'],
  sexCodes: 'hl7',
  processingIds: ['P'],
  versions: ['2.3', '2.3.1', '2.4', '2.5', '2.5.1'],
  messageTypes: ['ORU', 'OMG', 'ORM'],
  sendingFacilities: ['RWE'],
  charset: 'UTF-8',
  whenHeld: 'pass',
  silenceMs: 60 * MINUTE,
};
