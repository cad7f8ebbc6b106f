import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HISTORY_ERRORS, HistoryError } from '../../scripts/histories/errors';
import { recordedFiles } from '../../scripts/histories/folder';
import { formatHistoryName, parseHistoryName } from '../../scripts/histories/history-name';
import { planRecording, type RecordingRequest } from '../../scripts/histories/recording-plan';
import { writeRecording } from '../../scripts/histories/write-recording';
import type { Story } from '../../stories/story';

const story = (path: string): Story => ({
  path,
  description: '',
  endsAs: 'active',
  play: () => Promise.resolve(),
});
const stories = ['pay-now', 'start-later', 'month-denied'].map(story);

describe('recording', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carat-histories-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function planned(request: Partial<RecordingRequest>): string[] {
    const plan = planRecording({ paths: [], force: false, ...request }, stories, recordedFiles(folder));
    return plan.record.map(({ path }) => path);
  }

  function refusal(request: Partial<RecordingRequest>): unknown {
    try {
      return planned(request);
    } catch (error) {
      return error instanceof HistoryError ? error.code : error;
    }
  }

  it('records every path that has no recording, and keeps those that have one', () => {
    expect(planned({})).toEqual(['pay-now', 'start-later', 'month-denied']);
    writeRecording('start-later', undefined, ['old'], folder);
    expect(planned({})).toEqual(['pay-now', 'month-denied']);
  });

  it('refuses to overwrite a recording by name, unless it is forced', () => {
    writeRecording('pay-now', undefined, ['old'], folder);
    expect(refusal({ paths: ['pay-now'] })).toBe(HISTORY_ERRORS.recordingExists);
    expect(planned({ paths: ['pay-now'], force: true })).toEqual(['pay-now']);
  });

  it('refuses a path without a story', () => {
    expect(refusal({ paths: ['pay-never'] })).toBe(HISTORY_ERRORS.unknownStory);
  });

  it('records a version beside the recording that exists', () => {
    writeRecording('pay-now', undefined, ['old'], folder);
    expect(planned({ paths: ['pay-now'], version: 'v2' })).toEqual(['pay-now']);
    writeRecording('pay-now', 'v2', ['new'], folder);
    expect(readdirSync(folder).sort()).toEqual(['pay-now.json', 'pay-now.v2.json']);
    expect(readFileSync(join(folder, 'pay-now.json'), 'utf8')).toBe('old');
    expect(refusal({ paths: ['pay-now'], version: 'v2' })).toBe(HISTORY_ERRORS.recordingExists);
  });

  it('writes a file for each run, and leaves no run of the recording that it replaces', () => {
    writeRecording('pay-now', undefined, ['one', 'two', 'three'], folder);
    writeRecording('pay-now-twice', undefined, ['other'], folder);
    expect(writeRecording('pay-now', undefined, ['one', 'two'], folder)).toEqual([
      'pay-now.run-1.json',
      'pay-now.run-2.json',
    ]);
    expect(readdirSync(folder).sort()).toEqual([
      'pay-now-twice.json',
      'pay-now.run-1.json',
      'pay-now.run-2.json',
    ]);
  });

  it.each([
    { path: 'pay-now' },
    { path: 'pay-now', version: 'v2' },
    { path: 'pay-now', run: 3 },
    { path: 'pay-now', version: 'v12', run: 1 },
  ])('reads the name that it gave to %j', (name) => {
    expect(parseHistoryName(formatHistoryName(name))).toEqual(name);
  });

  it.each(['README.md', 'pay-now.run-0.json', 'Pay.json', 'pay-now.v2.v3.json', 'pay-now.json.tmp'])(
    'takes %s for no recorded history',
    (fileName) => {
      expect(parseHistoryName(fileName)).toBeUndefined();
    },
  );
});
