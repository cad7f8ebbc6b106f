import { TextDecoder } from 'node:util';

const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i;
/** What windows-1252 has where ISO-8859-1 has control characters, from 0x80 on. */
const FROM_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of an answer in the character set that its `Content-Type` names; UTF-8 where it names none or one that nobody
 * knows. ISO-8859-1 is read as windows-1252, as everywhere on the web: the two differ in control characters only.
 */
export function decodeText(bytes: Uint8Array, contentType: unknown): string {
  const decoder = decoderOf(CHARSET.exec(String(contentType))?.[1]);
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? withoutControls(text) : text;
}

function decoderOf(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** Node 20 decodes windows-1252 as if it were ISO-8859-1. */
function withoutControls(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => FROM_0X80[control.charCodeAt(0) - 0x80] ?? control);
}
