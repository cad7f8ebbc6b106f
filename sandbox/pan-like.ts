function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - fromRight));
    const weighed = fromRight % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

function runLooksLikePan(run: string): boolean {
  for (let length = 13; length <= Math.min(19, run.length); length += 1) {
    for (let start = 0; start + length <= run.length; start += 1) {
      // No card number begins with 0.
      if (run.charAt(start) !== '0' && passesLuhn(run.slice(start, start + length))) return true;
    }
  }
  return false;
}

/**
 * Does a text hold 13-19 consecutive digits that pass the Luhn check? What a client sends, of which this is true, is kept nowhere.
 * The sandbox's own numbers can do so by chance, as the gateway's can.
 */
export function looksLikePan(text: string): boolean {
  return (text.match(/\d{13,}/g) ?? []).some(runLooksLikePan);
}
