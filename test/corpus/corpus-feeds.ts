import type { FeedProfile, Translate } from '../../adapters/contract';
import type { Feed } from '../../adapters/inbox';
import { lims } from '../../adapters/systems/lims';
import { pas } from '../../adapters/systems/pas';
import { UCLH_PROFILE } from '../../adapters/systems/pas/profiles';

const KEPT_OPEN: Pick<
  FeedProfile,
  'processingIds' | 'versions' | 'messageTypes' | 'sendingFacilities' | 'whenHeld' | 'charset' | 'silenceMs'
> = {
  processingIds: ['P', 'T', 'D', ''],
  versions: [],
  messageTypes: [],
  sendingFacilities: [],
  whenHeld: 'pass',
  charset: 'UTF-8',
  silenceMs: 3_600_000,
};

/** PL as HL7 has it: point of care, room, bed, facility. */
const STANDARD_PL = { ward: 1, room: 2, bed: 3, facility: 4 } as const;

/** How each origin names its own numbers in PID-3.4; '' where it leaves the authority out. */
const AUTHORITIES: Readonly<Record<string, readonly string[]>> = {
  'CDCgov+data-exchange-hl7': ['', 'SendAppName', 'Send-App-Namespace', 'USVI.PHL.Horizon.PRO', 'NBS', 'EPIC'],
  'CDCgov+prime-reportstream': ['', 'Testing Lab', 'Any lab USA', 'STARLIMS.CDC.Stag', 'MMTC.PROD', 'MEDITECH'],
  'Efferent-Health+HL7-V2': [''],
  'LinuxForHealth+hl7v2-fhir-converter': ['MRN', 'A'],
  'OpenIntegrationEngine+engine': ['', 'URMC', 'MIE'],
  'SAFEHR-data+emap': [...UCLH_PROFILE.hospitalAuthorities, ''],
  'dcm4che+dcm4che': ['ADT1'],
  'ironbridgecorp+hl7-standard': ['', 'NIST-MPI-1'],
  'microsoft+FHIR-Converter': ['test1', 'ADT1', '1', '', 'GOOD HEALTH HOSPITAL', 'NIST MPI'],
  'nHapiNET+nHapi': [''],
  'oehf+ipf': ['', 'HZLN', 'PKLN', 'Imaginary Hospital', 'HIMSS2005', 'MPI', 'IHENA'],
  'rethinkhealth+hl7v2': ['MRN'],
};

/** A feed that takes whatever an origin sends, in that origin's own dialect. */
export const corpusFeed = (origin: string, index: number): Feed => {
  const instance = origin === 'SAFEHR-data+emap' ? UCLH_PROFILE.instance : (`corpus@X${index + 10}` as const);
  const profile: FeedProfile = {
    instance,
    pl: STANDARD_PL,
    nhsAuthorities: ['NHS'],
    hospitalAuthorities: AUTHORITIES[origin] ?? [''],
    sexCodes: 'hl7',
    ...KEPT_OPEN,
  };
  // Samples ask for acknowledgements in every way there is, and none of them is a sender who meant it.
  return { name: origin, instance, profile, acknowledgements: 'original-mode', host: '127.0.0.1', port: 0 };
};

/** By type, as an installation would: administration to the PAS's translation, results and orders to the laboratory's. */
export const translateByType: Translate = (message, profile) => {
  switch (message.messageType) {
    case 'ADT':
    case 'MFN':
    case 'SIU':
      return translateWith(pas.translate, message, profile);
    case 'ORU':
    case 'OML':
      return translateWith(lims.translate, message, profile);
    default:
      return { kind: 'refused', refusal: { hl7: '200', at: 'MSH-9', reason: 'MSH-9 is a type no system here sends' } };
  }
};

const translateWith = (translate: Translate | undefined, ...given: Parameters<Translate>): ReturnType<Translate> => {
  if (translate === undefined) throw new Error('The kind translates no messages');
  return translate(...given);
};
