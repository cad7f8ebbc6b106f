import type { Story } from '../../stories/story';
import { HISTORY_ERRORS, HistoryError } from './errors';
import type { RecordedFile } from './folder';

/** What was asked for. */
export interface RecordingRequest {
  /** Paths to record; none: every path that has no recording yet. */
  paths: readonly string[];
  /** Version of the new recordings, e.g. `v2`; the first recordings have none. */
  version?: string | undefined;
  /** Replace recordings that exist. */
  force: boolean;
}

/** What is going to be recorded, and what stays as it is. */
export interface RecordingPlan {
  record: Story[];
  keep: Story[];
}

/**
 * Decides what to record. An old history is the point of the collection: it shows that workflows started by older
 * code go on with today's. So one that exists is kept, and asking for it by name is refused, unless forced.
 *
 * @throws HistoryError unknown_story, recording_exists
 */
export function planRecording(
  request: RecordingRequest,
  stories: readonly Story[],
  files: readonly RecordedFile[],
): RecordingPlan {
  const asked = request.paths.length === 0 ? stories : request.paths.map((path) => storyOf(path, stories));
  const recorded = new Set(
    files.filter(({ version }) => version === request.version).map(({ path }) => path),
  );
  const keep = request.force ? [] : asked.filter(({ path }) => recorded.has(path));
  if (request.paths.length > 0 && keep.length > 0) throw alreadyRecorded(keep);
  return { record: asked.filter((story) => !keep.includes(story)), keep };
}

function storyOf(path: string, stories: readonly Story[]): Story {
  const story = stories.find((candidate) => candidate.path === path);
  if (story !== undefined) return story;
  throw new HistoryError(
    HISTORY_ERRORS.unknownStory,
    `there is no story ${path}`,
    'Use one of those that --list shows, or write it: stories/.',
  );
}

function alreadyRecorded(stories: readonly Story[]): HistoryError {
  return new HistoryError(
    HISTORY_ERRORS.recordingExists,
    `recorded already: ${stories.map(({ path }) => path).join(', ')}`,
    'Old histories must keep replaying: record beside them with --as v2 (v3, …), or replace them with --force.',
  );
}
