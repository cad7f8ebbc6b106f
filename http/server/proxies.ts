import { BlockList, isIP } from 'node:net';

/** Whether a connection comes from one of the proxies, by the address of its other end: nobody can forge that one, as a header can be. */
export type IsProxy = (remoteAddress: string | undefined) => boolean;

/** @param proxies - IP addresses or networks, such as `127.0.0.1` or `10.0.0.0/8` */
export function proxiesAmong(proxies: readonly string[]): IsProxy {
  const known = new BlockList();
  for (const proxy of proxies) {
    const [text = '', bits] = proxy.split('/');
    const address = withoutZone(text);
    const family = familyOf(address);
    if (family === undefined) continue;
    if (bits === undefined) known.addAddress(address, family);
    else known.addSubnet(address, Number(bits), family);
  }
  return (remoteAddress) => {
    const address = withoutZone(remoteAddress ?? '');
    const family = familyOf(address);
    if (family === undefined) return false;
    // A socket of both families shows an IPv4 address inside an IPv6 one, and the list may have either.
    return known.check(address, family) || (family === 'ipv4' && known.check(`::ffff:${address}`, 'ipv6'));
  };
}

const withoutZone = (address: string): string => address.replace(/%.*$/, '');

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 6 ? 'ipv6' : 'ipv4';
}
