import { isIP } from 'node:net';
import { CaratConfigError, type CaratConfigErrorCode } from './errors';

/** The gateway's address, taken apart once; every connection of the client goes to this host and port only. */
export interface BaseUrl {
  host: string;
  port: number;
  /** `https://host[:port]/path` without a slash at the end; a route is appended to it. */
  href: string;
}

const HTTPS_PORT = 443;

/**
 * Reads and checks the base URL (R9): https, a host name and never an IP address, because the vendor changes the
 * address without notice (docs/gateway.md §0). The URL parser turns every spelling of an IPv4 address (decimal,
 * hexadecimal, octal, short) into the dotted one, so the check runs on its result.
 *
 * @throws CaratConfigError with a `CARAT_BASE_URL_*` code. The message never repeats the URL, which may hold a password.
 */
export function checkBaseUrl(baseUrl: string): BaseUrl {
  const url = parseUrl(baseUrl);
  if (url.protocol !== 'https:') {
    throw invalid('CARAT_BASE_URL_NOT_HTTPS', 'must use https', 'Write it as https://host/path.');
  }
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) {
    throw invalid(
      'CARAT_BASE_URL_IS_IP',
      'must name a host, not an IP address',
      'Use the host name of the vendor: the address behind it changes without notice.',
    );
  }
  if (url.username !== '' || url.password !== '' || /[?#]/.test(baseUrl)) {
    throw invalid(
      'CARAT_BASE_URL_HAS_EXTRAS',
      'must have no user, password, query or fragment',
      'Leave only https://host[:port]/path; the credentials are an option of their own.',
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  return { host: url.hostname, port, href: `${url.origin}${path}` };
}

function parseUrl(baseUrl: string): URL {
  try {
    return new URL(baseUrl);
  } catch {
    throw invalid('CARAT_BASE_URL_INVALID', 'is not a URL', 'Write it as https://host/path.');
  }
}

function invalid(code: CaratConfigErrorCode, problem: string, nextStep: string): CaratConfigError {
  return new CaratConfigError({ code, field: 'baseUrl', problem, nextStep });
}
