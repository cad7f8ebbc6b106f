import type { SeededRandom } from './random';
import { usnPrefix, type Instant } from './time/calendar';

/**
 * Issues the gateway's ids: NIT and SID of 64 hex-like characters, usn of 15 digits that begins with the
 * creation date YYMMDD (docs/gateway.md §0), and the sequence numbers of an authorisation.
 */
export class IdSource {
  private readonly random: SeededRandom;

  constructor(random: SeededRandom) {
    this.random = random;
  }

  /** A NIT or a SID. */
  longId(): string {
    return this.random.text('0123456789abcdef', 64);
  }

  /** esitef_usn or schedule_usn. Like the gateway's own, about one in ten passes the check of a card number by chance. */
  usn(at: Instant): string {
    return usnPrefix(at) + this.digits(9);
  }

  /** A decimal sequence number of `length` digits. */
  digits(length: number): string {
    return this.random.text('0123456789', length);
  }

  /** A transaction id of the acquirer in the form of a UUID, for non-SiTef routings (docs/gateway.md §5.4). */
  tid(): string {
    const hex = this.random.text('0123456789abcdef', 32);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
}
