import { X509Certificate } from 'node:crypto';

/** A certificate in PEM (RFC 7468, section 5.1). */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const endsIn = (pem: string): readonly number[] =>
  [...pem.matchAll(CERTIFICATE)].map(([block]) => Date.parse(new X509Certificate(block).validTo));

/** When what we show is good no more, in milliseconds of the epoch: the first of its chain. Null without any. Throws where one cannot be read. */
export const shownUntil = (pem: string): number | null => {
  const ends = endsIn(pem);
  return ends.length === 0 ? null : Math.min(...ends);
};

/** When nobody can be believed by them any more: the last of these authorities. As {@link shownUntil}. */
export const believedUntil = (pem: string): number | null => {
  const ends = endsIn(pem);
  return ends.length === 0 ? null : Math.max(...ends);
};
