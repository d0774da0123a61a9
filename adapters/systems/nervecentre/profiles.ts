import { MINUTE } from '../../../schema/time';
import type { FeedProfile } from '../../contract';

/** How Nervecentre writes ADT: ITK HL7 v2.4, ward in PL's room component, sex as 1, 2, 9, 0; numbers of the sending trust. */
export const nervecentreProfile = (organisation: 'RWE' | 'RT5'): FeedProfile => ({
  instance: `nervecentre@${organisation}`,
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: [organisation],
  sexCodes: 'itk',
  processingIds: ['P'],
  versions: ['2.4'],
  messageTypes: ['ADT'],
  sendingFacilities: [organisation],
  charset: 'UTF-8',
  whenHeld: 'wait',
  silenceMs: (organisation === 'RWE' ? 30 : 60) * MINUTE,
});
