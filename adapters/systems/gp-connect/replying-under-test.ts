import { fixedClock } from '../../../schema/clock';
import { startHttpSimulator, type HttpAsk } from '../../simulation/http-simulator';
import { openLivingHospital } from '../../simulation/living';
import { ANCHOR, askOf, connectTo, identityOf } from './gp-connect-under-test';
import { AREA, type Area } from './vocabulary';
import type { Sources } from '../../contract';
import type { LivingHospital } from '../../simulation/hospital';

const clock = fixedClock(ANCHOR);
let hospital: Promise<LivingHospital> | undefined;
const living = (): Promise<LivingHospital> =>
  (hospital ??= openLivingHospital({ seed: 1, anchor: ANCHOR, clock, traffic: 'off' }));
export const closeHospital = async (): Promise<void> => (await hospital)?.close();

export type Reply = { readonly status: number; readonly body?: unknown; readonly contentType?: string };

/** What becomes of replies, whatever a practice or the proxy before it says; and what it had been asked first. */
export const answerWhen = async (
  capability: Area | 'appointments',
  reply: (ask: HttpAsk) => Reply,
): Promise<{ readonly outcome: unknown; readonly asked: HttpAsk | undefined }> => {
  const asks: HttpAsk[] = [];
  const known = await living();
  const server = await startHttpSimulator({
    port: 0,
    millis: () => clock.millis(),
    log: () => undefined,
    handle: (ask) => {
      asks.push(ask);
      return reply(ask);
    },
  });
  const connection = connectTo(`http://127.0.0.1:${server.port}`, clock);
  try {
    const people: Sources['people'] = connection.sources.people;
    const asked = people[capability]?.([identityOf(known, 'p001')], {}, askOf(clock));
    const outcome: unknown = await asked?.then(
      ([answer]) => (answer?.kind === 'failed' ? answer.error : answer),
      (error: unknown) => error,
    );
    return { outcome, asked: asks[0] };
  } finally {
    await connection.close();
    await server.close();
  }
};

export const patient = (number = '9990000018', birthDate = '1948-03-02') => ({
  resourceType: 'Patient',
  id: '7',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }],
  birthDate,
});

/** The list of an area, with these entries. */
export const listOf = (area: Area, references: readonly string[], more: object = {}) => ({
  resourceType: 'List',
  id: 'l1',
  code: { coding: [{ system: 'http://snomed.info/sct', code: AREA[area] }] },
  date: '2026-11-20T09:00:00+00:00',
  entry: references.map((reference) => ({ item: { reference } })),
  ...more,
});

const bundleOf =
  (type: 'collection' | 'searchset') =>
  (...resources: readonly object[]): Reply => ({
    status: 200,
    contentType: 'application/json+fhir',
    body: {
      ...{ resourceType: 'Bundle', type, ...(type === 'searchset' && { total: resources.length }) },
      entry: resources.map((resource) => ({ resource })),
    },
  });
export const bundle = bundleOf('collection');
export const searchset = bundleOf('searchset');
