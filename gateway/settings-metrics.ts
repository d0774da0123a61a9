import { Gauge, type Registry } from 'prom-client';

/** Adds to a registry how many processes go by other settings than this one: what is known already, at each scrape. */
export const observeSettings = (registry: Registry, others: () => number): void => {
  new Gauge({
    name: 'causeway_processes_with_other_settings',
    help: 'Processes of this installation that go by other settings (CAUSEWAY_SETTINGS) than this one.',
    registers: [registry],
    collect() {
      this.set(others());
    },
  });
};
