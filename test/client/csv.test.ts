import { csvOf } from '../../client/cli/csv';
import { inJson } from '../../client/cli/text';

test.each([
  ['=1+1', "'=1+1"],
  [' =1+1', "'=1+1"],
  ['\n=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['@x', "'@x"],
  ['-1000', '-1000'],
  ['-x', "'-x"],
  ['a "b", c', '"a ""b"", c"'],
  ['\u001b]0;owned\u0007\u001b[2Jx', ']0;owned [2Jx'],
])('a cell %j is written as %j: nothing of it is run by a spreadsheet or by a terminal', (cell, written) => {
  expect(csvOf([[cell]])).toBe(written);
});

test('JSON has no character that a terminal obeys, and means the same', () => {
  const answer = { reason: 'a\u009b2Jb\u007f\u2028\u001b' };
  const text = inJson(answer);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028]/u);
  expect(JSON.parse(text)).toEqual(answer);
});
