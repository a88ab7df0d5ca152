/** Which addresses of the network anybody may be asked to fetch from, looked at as the connection is made. */
import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";

/** What public addresses of IPv6 begin with; all else is reserved, whatever else it may embed. */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** A host that is none of the public network. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";

  constructor(host: string, address: string) {
    super(`${host === address ? host : `${host} (${address})`} is not an address of the public network`);
  }
}

/**
 * Whether an address belongs to the public network: not private, loopback, link-local, multicast, of a transition mechanism
 * or reserved otherwise. IPv4 within IPv6 is judged as IPv4. What is no address is not public. O(1).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(PUBLIC_IPV6);
}

/**
 * Connects to public addresses only. Names are looked up once, and what is connected to is what was judged: a name that
 * points elsewhere the next moment (DNS rebinding) gains nothing by it.
 */
export function publicConnector(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout, lookup: publicLookup });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    // An address is never looked up.
    if (isIP(host) !== 0 && !isPublic(host)) callback(new PrivateAddressError(host, host), null);
    else connect(options, callback);
  };
}

export const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) callback(error, "");
    else {
      const open = addresses.filter(({ address }) => isPublic(address));
      const first = open[0];
      if (!first) callback(new PrivateAddressError(host, listOf(addresses)), "");
      else if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    }
  });
};

function listOf(addresses: readonly LookupAddress[]): string {
  return addresses.map(({ address }) => address).join(", ");
}
