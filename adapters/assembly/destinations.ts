import type { Destination } from '../inbox';
import { readClientTls } from '../settings/client-tls';
import type { Estate } from '../settings/estate';

/** Where the settings let engineers send messages again, with the certificates that it takes. */
export const destinationsOf = ({ destinations = [] }: Estate): readonly Destination[] =>
  destinations.map(({ tls, ...destination }) => ({ ...destination, ...(tls && { tls: readClientTls(tls) }) }));
