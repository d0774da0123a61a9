import type { FeedProfile } from '../contract';
import { connectMllp } from '../wire/mllp/client';
import type { MllpClient } from '../wire/mllp/client';
import { NO_REPLY } from '../wire/mllp/reply';
import type { Reply } from '../wire/mllp/reply';
import type { Feed } from './feed';

/** For tests: a feed of a synthetic PAS, and messages as it would send them. */
const profile: FeedProfile = {
  instance: 'pas@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE'],
  sexCodes: 'itk',
  processingIds: ['P'],
  versions: ['2.4'],
  messageTypes: ['ADT', 'ORU^R01'],
  sendingFacilities: ['RWE'],
  charset: 'utf-8',
  whenHeld: 'wait',
  silenceMs: 600_000,
};

export const sampleFeed = (differences: Partial<FeedProfile> = {}, name = 'pas@RWE'): Feed => ({
  name,
  instance: profile.instance,
  profile: { ...profile, ...differences },
  host: '127.0.0.1',
  port: 0,
});

export interface SampleMessage {
  readonly id: string;
  readonly type?: string;
  readonly person?: string;
  /** MRG-1: the record that goes. */
  readonly retired?: string;
  readonly version?: string;
  readonly processingId?: string;
  readonly facility?: string;
  /** MSH-15 and MSH-16. */
  readonly acknowledgements?: readonly [string, string];
  /** PID-5.1: what tells two messages of the same id apart. */
  readonly family?: string;
}

export const sampleMessage = (m: SampleMessage): Buffer => {
  const [accept = '', application = ''] = m.acknowledgements ?? [];
  const segments = [
    `MSH|^~\\&|PAS|${m.facility ?? 'RWE'}|ROUTE|ROUTE|20261120100000||${m.type ?? 'ADT^A31'}|${m.id}|` +
      `${m.processingId ?? 'P'}|${m.version ?? '2.4'}|||${accept}|${application}|GBR|UNICODE|EN`,
    'EVN||20261120100000',
    ...(m.person === undefined ? [] : [`PID|||${m.person}^^^RWE^MR||${m.family ?? 'SPECIMEN'}^ADA`]),
    ...(m.retired === undefined ? [] : [`MRG|${m.retired}^^^RWE^MR`]),
  ];
  return Buffer.from(segments.map((segment) => `${segment}\r`).join(''));
};

/** MSA-1, MSA-2 and the 0357 code of an acknowledgement; null where there is none. */
export const toldBy = (reply: Reply): string | null => {
  if (reply === null || reply === NO_REPLY) return null;
  const msa = reply
    .toString()
    .split('\r')
    .find((line) => line.startsWith('MSA|'));
  const [, code = '', id = '', , , , condition = ''] = (msa ?? '').split('|');
  return [code, id, ...(condition === '' ? [] : [condition.split('^')[0]])].join(' ');
};

export const dial = (port: number): Promise<MllpClient> => connectMllp({ host: '127.0.0.1', port, timeoutMs: 20_000 });
