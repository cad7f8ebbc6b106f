/** The address of an endpoint of this process as this machine calls it: one that listens everywhere is on loopback too. */
export const reachableAt = (listenAddress: string): string =>
  listenAddress.replace(/^0\.0\.0\.0:/, '127.0.0.1:').replace(/^\[::\]:/, '[::1]:');
