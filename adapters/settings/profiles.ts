import { z } from 'zod';
import type { FeedProfile } from '../contract';
import type { InstanceName } from '../../schema/identifiers';

type Dialect = Omit<FeedProfile, 'instance' | 'silenceMs' | 'sendingFacilities' | 'hospitalAuthorities' | 'whenHeld'>;

/** ITK HL7 V2 Message Specifications (NPFIT-ELIBR-AREL-DST-0369): the ward stands in PL's room component. */
const itk: Dialect = {
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  sexCodes: 'itk',
  processingIds: ['P'],
  versions: ['2.4'],
  messageTypes: ['ADT', 'MFN', 'SIU'],
  charset: 'UTF-8',
};

/** HL7 2.5.1 as laboratories and radiology send it, with the ward where ITK has it. */
const hl7: Dialect = {
  ...itk,
  sexCodes: 'hl7',
  versions: ['2.3', '2.3.1', '2.4', '2.5', '2.5.1'],
  messageTypes: ['ORU', 'OML', 'OMG', 'ORM'],
};

const dialects = { itk, hl7 };

/** MSH-9.1, or both of it and MSH-9.2 (HL7 tables 0076 and 0003): what is written otherwise is in no message, and takes none. */
const messageType = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{2}(\^[A-Z][A-Z0-9]{2})?$/, 'is not a message type such as ADT, or ORU^R01');

/** A feed's profile in the settings: a dialect, and what differs from it. */
export const profileSettings = z.strictObject({
  dialect: z.enum(['itk', 'hl7']),
  sendingFacilities: z.array(z.string()).min(1),
  hospitalAuthorities: z.array(z.string()).min(1),
  /** The authorities that name no trust, and the organisation's own, number people alike. */
  oneNumbering: z.literal(true).optional(),
  whenHeld: z.enum(['wait', 'pass']),
  pl: z
    .strictObject({
      ward: z.int().positive(),
      room: z.int().positive().optional(),
      bed: z.int().positive(),
      facility: z.int().positive(),
    })
    .optional(),
  sexCodes: z.enum(['itk', 'hl7']).optional(),
  processingIds: z.array(z.string()).min(1).optional(),
  versions: z.array(z.string()).optional(),
  messageTypes: z.array(messageType).optional(),
  charset: z.string().optional(),
  fillerNumbers: z.enum(['reports', 'specimens']).optional(),
});

export const feedProfile = (
  instance: InstanceName,
  silenceMs: number,
  settings: z.infer<typeof profileSettings>,
): FeedProfile => {
  const { dialect, pl, sexCodes, processingIds, versions, messageTypes, charset, fillerNumbers, ...rest } = settings;
  // Said to whoever checks the settings.
  const { oneNumbering: _, ...own } = rest;
  const base = dialects[dialect];
  return {
    ...base,
    ...own,
    ...(pl && { pl: { ward: pl.ward, bed: pl.bed, facility: pl.facility, ...(pl.room && { room: pl.room }) } }),
    ...(sexCodes && { sexCodes }),
    ...(processingIds && { processingIds }),
    ...(versions && { versions }),
    ...(messageTypes && { messageTypes }),
    ...(charset && { charset }),
    ...(fillerNumbers && { fillerNumbers }),
    instance,
    silenceMs,
  };
};
