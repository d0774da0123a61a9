import { BlockList, isIP, isIPv6 } from 'node:net';

/** TLS 1.2 or later, as PEM. `clientAuthority` makes it mutual: only a client with a certificate of that authority is heard. */
export interface ListenerTls {
  readonly key: Buffer;
  readonly certificate: Buffer;
  readonly clientAuthority?: Buffer;
}

/** An address (`10.1.2.3`, `fd00::1`) or a network (`10.1.0.0/16`). */
const parseNetwork = (text: string): { readonly address: string; readonly prefix: number } | null => {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return null;
  const longest = family === 4 ? 32 : 128;
  if (prefix === undefined) return { address, prefix: longest };
  const length = Number(prefix);
  return /^\d+$/.test(prefix) && length <= longest ? { address, prefix: length } : null;
};

export const isNetwork = (text: string): boolean => parseNetwork(text) !== null;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Who may connect: null is anybody. An IPv4 peer of a socket that speaks IPv6 (`::ffff:10.1.2.3`) is that IPv4 peer. */
export const allowedPeers = (peers: readonly string[] | undefined): ((address: string) => boolean) => {
  if (peers === undefined) return () => true;
  const list = new BlockList();
  for (const text of peers) {
    const network = parseNetwork(text);
    if (network === null) throw new RangeError(`${text} is neither an address nor a network; nobody could be heard`);
    list.addSubnet(network.address, network.prefix, familyOf(network.address));
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
};
