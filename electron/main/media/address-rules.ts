import { BlockList, isIP } from 'node:net';

/** Everything that is not the public internet: a recording's URL must not reach into the person's own network. */
const V4_RANGES: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
];

/** IPv6 is let through only where it is global unicast, and not where it wraps an IPv4 address or a tunnel. */
const V6_GLOBAL = new BlockList();
V6_GLOBAL.addSubnet('2000::', 3, 'ipv6');

const V6_REFUSED = new BlockList();
for (const [network, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) {
  V6_REFUSED.addSubnet(network, prefix, 'ipv6');
}

const V4_REFUSED = new BlockList();
for (const [network, prefix] of V4_RANGES) V4_REFUSED.addSubnet(network, prefix, 'ipv4');

/** True for an address on the public internet; false also for what is no address. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !V4_REFUSED.check(address, 'ipv4');
  return family === 6 && V6_GLOBAL.check(address, 'ipv6') && !V6_REFUSED.check(address, 'ipv6');
};
