import { soak } from './soak';

/** Each restart compiles the intake anew; on a busy machine that takes its time. */
jest.setTimeout(600_000);

/** The short form of `npm run soak`. */
describe('messages, while the intake and its database are killed', () => {
  it('are each kept once and applied once, in order, and none that was acknowledged is lost', async () => {
    const said: string[] = [];
    const kills = 4;
    const settings = { seed: 20_261_121, messages: 400, connections: 4, steps: 10, kills, diskFull: true };
    const account = await soak(settings, (line) => said.push(line)).catch((error: unknown) => {
      throw new Error(`${said.join('\n')}\n${error instanceof Error ? error.message : String(error)}`);
    });
    expect(account).toMatchObject({ acknowledged: 400, kills: { process: kills, backend: kills, database: kills } });
    // Where this user may not mount a small disk, it did not fill, and why is in the account.
    expect(account.unansweredWhileFull === null).toBe(account.noDiskFull !== null);
  });
});
