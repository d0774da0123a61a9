import { readFileSync } from 'node:fs';
import type { Clock } from '../../schema/clock';
import { DAY, HOUR, instantOf } from '../../schema/time';
import type { CertificateFile } from '../settings/certificates';
import { believedUntil, shownUntil } from '../wire/tls/certificate-end';

/** How long the certificates of a file are still good. */
export interface CertificateLeft {
  readonly where: string;
  /** Milliseconds of the epoch. */
  readonly until: number;
}

/** Weeks in which somebody can still be found who renews it. */
const SOON_MS = 21 * DAY;

/** As they lie there now; of a file that is not there, or cannot be read, its user tells. */
export const certificatesLeft = (files: readonly CertificateFile[]): readonly CertificateLeft[] =>
  files.flatMap(({ where, path, of }) => {
    try {
      const pem = readFileSync(path, 'latin1');
      const until = of === 'ours' ? shownUntil(pem) : believedUntil(pem);
      return until === null ? [] : [{ where, until }];
    } catch {
      return [];
    }
  });

const wordsOf = ({ where, until }: CertificateLeft, at: number): string => {
  const days = Math.floor((until - at) / DAY);
  const when = instantOf(until);
  return at >= until
    ? `${where}: has ended (${when}); connections that go by it are refused. Renew it: no restart is needed`
    : `${where}: ends ${days < 1 ? 'within a day' : `in ${days} day${days === 1 ? '' : 's'}`} (${when}). Renew it: no restart is needed`;
};

export interface CertificateWatch {
  close(): Promise<void>;
}

/** Says once a day of each file whose certificates end within three weeks, or have ended, that they do; first at the start. */
export const watchCertificates = ({
  files,
  clock,
  log,
  everyMs = HOUR,
}: {
  readonly files: readonly CertificateFile[];
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly everyMs?: number;
}): CertificateWatch => {
  const saidAt = new Map<string, number>();
  const look = (): void => {
    const at = clock.millis();
    for (const left of certificatesLeft(files)) {
      if (left.until - at > SOON_MS) saidAt.delete(left.where);
      else if (at - (saidAt.get(left.where) ?? -Infinity) >= DAY) {
        saidAt.set(left.where, at);
        log(wordsOf(left, at));
      }
    }
  };
  if (files.length === 0) return { close: () => Promise.resolve() };
  look();
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
};
