/** One heading of a page. */
export interface Heading {
  level: number;
  /** The text as written, backticks included. */
  text: string;
  /** The anchor that the repository host makes of it. */
  anchor: string;
}

/** One fenced block of code. */
export interface CodeBlock {
  language: string;
  code: string;
}

const FENCE = /^```(\w*)[^\n]*\n([\s\S]*?)^```/gm;

/** The fenced blocks of code, of one language when it is named. */
export function codeBlocks(text: string, language?: string): CodeBlock[] {
  const all = [...text.matchAll(FENCE)].map(([, name = '', code = '']) => ({ language: name, code }));
  return language === undefined ? all : all.filter((block) => block.language === language);
}

/** The text without its blocks of code. */
const prose = (text: string): string => text.replace(FENCE, '');

/** The headings with their anchors; the second of the same name gets `-1`, and so on. */
export function headings(text: string): Heading[] {
  const seen = new Map<string, number>();
  return [...prose(text).matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = '', title = '']) => {
    const slug = slugOf(title);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return { level: marks.length, text: title, anchor: before === 0 ? slug : `${slug}-${String(before)}` };
  });
}

/** The targets of the inline links and images outside code. */
export function links(text: string): string[] {
  const withoutCode = prose(text).replace(/`[^`\n]*`/g, '``');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The rows of the first table after a text, cells trimmed, without head and rule. */
export function tableAfter(text: string, landmark: string): string[][] {
  const at = text.indexOf(landmark);
  if (at < 0) throw new Error(`the page has no "${landmark}"`);
  const lines = text.slice(at).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(first);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(2, end < 0 ? undefined : end).map(cellsOf);
}

/** The words in backticks of a text. */
export const codeWords = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

function cellsOf(line: string): string[] {
  return line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim());
}

/** As the repository host does it: lower case, no punctuation but dashes and underscores, blanks as dashes. */
function slugOf(title: string): string {
  const words = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}
