import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstanceName } from '../../schema/identifiers';
import { claimSimulators, findSimulators, type Claim, type InUse } from './simulators-file';

const PAS = 'pas@RWE' as InstanceName;
/** A process that lives and is not this one. */
const OTHER = process.ppid;

describe('who runs the simulated systems', () => {
  let folder: string;
  let control: Server;
  let port: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causeway-simulators-'));
    control = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
    port = (control.address() as AddressInfo).port;
  });
  afterEach(async () => {
    if (control.listening) await new Promise<void>((resolve) => control.close(() => resolve()));
    await rm(folder, { recursive: true, force: true });
  });

  const left = (pid: number): Promise<void> =>
    writeFile(
      join(folder, 'addresses.json'),
      JSON.stringify({ pid, controlPort: port, addresses: { [PAS]: { host: '127.0.0.1', port: 7001 } } }),
    );
  const isClaim = (claimed: Claim | InUse): claimed is Claim => 'publish' in claimed;

  it('is another process, while it lives and its fault control listens', async () => {
    await left(OTHER);
    const expected = { pid: OTHER, controlPort: port, addresses: new Map([[PAS, { host: '127.0.0.1', port: 7001 }]]) };
    expect(await findSimulators(folder)).toEqual(expected);
    expect(await claimSimulators(folder)).toEqual(expected);
  });

  it('is nobody, when its process number has gone to a stranger, and the next one takes over', async () => {
    await left(OTHER);
    await new Promise<void>((resolve) => control.close(() => resolve()));
    expect(await findSimulators(folder)).toBeNull();
    expect(isClaim(await claimSimulators(folder))).toBe(true);
  });

  it.each(['', '{"pid":', '{"pid":"x"}'])('is nobody, when the file holds %j', async (text) => {
    await writeFile(join(folder, 'addresses.json'), text);
    expect(await findSimulators(folder)).toBeNull();
    expect(isClaim(await claimSimulators(folder))).toBe(true);
  });

  it('leaves nothing behind, and takes away no claim that is not its own', async () => {
    const claim = await claimSimulators(folder);
    if (!isClaim(claim)) throw new Error('The folder was not free');
    await claim.publish(port, new Map([[PAS, { host: '127.0.0.1', port: 7001 }]]));
    await claim.release();
    expect(await readdir(folder)).toEqual([]);
    await left(OTHER);
    await claim.release();
    expect(await readdir(folder)).toEqual(['addresses.json']);
  });
});
