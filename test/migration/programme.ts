import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, SignJWT } from 'jose';
import { developmentKeys } from '../../adapters/access';
import { openHospital, type Hospital, type Reply } from '../scenarios/hospital';
import { estateAtTheEnd } from './estate';
import { MINA, WHY, type Asker } from './people';

/** A hospital whose whole estate is to move, and whoever asks of it over HTTP. */
export interface Programme {
  readonly hospital: Hospital;
  /** As somebody; errors are the caller's to look at. */
  reply(asker: Asker, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** As somebody who is answered without an error. */
  ask(asker: Asker, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  close(): Promise<void>;
}

const TOKEN_KEY = 'a secret of the scenario, of thirty-two characters or more';

export const openProgramme = async (): Promise<Programme> => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-programme-'));
  const settings = join(folder, 'estate.yaml');
  writeFileSync(settings, estateAtTheEnd());
  const hospital = await openHospital({ CAUSEWAY_SETTINGS: settings, CAUSEWAY_TOKEN_KEY: TOKEN_KEY });
  const { privateKey } = await developmentKeys('', TOKEN_KEY);

  // Anew each time: months pass.
  const tokenOf = async ({ role, userId, name, client, wards, organisation }: Asker): Promise<string> => {
    const token = await hospital.tokenFor(role, wards, organisation === undefined ? {} : { organisation });
    const claims = { ...decodeJwt(token), sub: userId, nhsid_useruid: userId, name, azp: client };
    return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(privateKey);
  };
  const reply: Programme['reply'] = async (asker, query, variables) =>
    hospital.askWith({ authorization: `Bearer ${await tokenOf(asker)}` }, query, variables);
  return {
    hospital,
    reply,
    ask: async (asker, query, variables) => {
      const answered = await reply(asker, query, variables);
      expect(answered.errors).toEqual([]);
      return answered;
    },
    close: async () => {
      await hospital.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const MOVE = `mutation Move($input: MoveRouteInput!) { moveRoute(input: $input) {
  routes { id stage movedBy movedAt why } waiting { id stage } userErrors { field message } } }`;

/** Moves a group as a planner does, and has this process hear of it before anybody asks again. */
export const moveTo = async (
  { ask, hospital }: Programme,
  route: string,
  to: { readonly stage: string; readonly sites?: readonly string[]; readonly percent?: number },
): Promise<void> => {
  const { data } = await ask(MINA, MOVE, { input: { route, reason: WHY, ...to } });
  expect(data).toMatchObject({ moveRoute: { waiting: null, userErrors: [] } });
  await hospital.adapters.ledger.reload();
};

/** So much happens in the hospital, and its feeds tell of it; resolves when all was heard. */
export const goOn = async ({ hospital }: Programme, steps: number): Promise<void> => {
  const { simulated, worker } = hospital.adapters;
  for (let step = 0; step < steps; step += 1) simulated?.hospital.step();
  await simulated?.settled();
  await worker?.drain();
};

/** Looks until it is so; the test's own time is the limit. */
export const until = async <T>(look: () => Promise<T>, good: (seen: T) => boolean): Promise<T> => {
  for (;;) {
    const seen = await look();
    if (good(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
