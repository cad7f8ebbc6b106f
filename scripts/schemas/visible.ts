/** What an editor does not show, or what turns the text around it. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/** JSON or code with such characters, all inside of strings, written as `\\uNNNN`. */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
