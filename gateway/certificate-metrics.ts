import { Gauge, type Registry } from 'prom-client';

/** Adds to a registry until when the certificates last that the settings name, where this process can read them: at each scrape. */
export const observeCertificates = (
  registry: Registry,
  read: () => readonly { readonly where: string; readonly until: number }[],
): void => {
  new Gauge({
    name: 'causeway_certificate_ends_timestamp_seconds',
    help: 'When the certificates end that the settings name, in seconds of the epoch; by where they are named.',
    labelNames: ['certificate'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { where, until } of read()) this.set({ certificate: where }, until / 1_000);
    },
  });
};
