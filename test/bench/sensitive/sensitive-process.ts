import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { startCauseway } from '../../../gateway/assembly/causeway';
import { systemClock } from '../../../schema/clock';
import { serve } from '../query/serving';

/** A whole installation, by the clock outside, in which Ivy (p002) has been very restricted since before anybody asked. */
const main = async (folder: string): Promise<void> => {
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), TRAFFIC: 'off', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '0' },
    ...{ ANCHOR: '2026-11-20T10:00:00.000Z', PORT: '0', SIMULATOR_CONTROL_PORT: '0' },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  const clock = systemClock;
  const causeway = await startCauseway({ environment: readEnvironment(env), env, clock, log: () => undefined });
  const { simulated, worker } = causeway.adapters;
  await simulated?.settled();
  await worker?.drain();
  const asked = async (role: 'nurse' | 'privacy-officer', query: string, variables: object): Promise<unknown> => {
    const token = await causeway.tokenFor?.({ role, minutes: 1_440, wards: ['RWE|W12'] });
    const response = await fetch(`${causeway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token ?? ''}` },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
  const n = '9990000026';
  const found = (await asked('nurse', 'query ($n: NhsNumber!) { patient(nhsNumber: $n) { id } }', { n })) as {
    readonly data: { readonly patient: { readonly id: string } };
  };
  await asked(
    'privacy-officer',
    `mutation ($n: NhsNumber!) { putPrivacyDirective(input: { nhsNumber: $n, kind: VERY_RESTRICTED,
      reason: "To be measured beside nobody" }) { directive { id } } }`,
    { n },
  );
  const token = await causeway.tokenFor?.({ role: 'nurse', minutes: 1_440, wards: ['RWE|W12'] });
  serve({ url: `${causeway.url}/graphql`, token, hidden: found.data.patient.id }, { close: () => causeway.close() });
};

void main(process.argv[2] ?? '');
