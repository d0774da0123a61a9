import type { Destination } from '../inbox';
import type { Estate } from '../settings/estate';
import { clientTls } from './renewed-tls';

/** Where the settings let engineers send messages again, with the certificates that it takes. */
export const destinationsOf = ({ destinations = [] }: Estate, log: (line: string) => void): readonly Destination[] =>
  destinations.map(({ tls, ...destination }) => ({
    ...destination,
    ...(tls && { tls: clientTls(`destinations.${destination.name}.tls`, tls, log) }),
  }));
