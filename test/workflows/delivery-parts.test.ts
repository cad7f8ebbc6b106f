import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { partsOf } from '../../workflows/delivery';

const EVENTS = ['a', 'b', 'c'];
const failing = (cause: Error): ActivityFailure =>
  new ActivityFailure('failed', 'deliverEvents', '1', 'TIMEOUT', 'worker', cause);
const told = (cause: Error): string[] =>
  partsOf(failing(cause), EVENTS).map(
    ({ isTaken, events }) => `${events.join()} ${isTaken ? 'taken' : 'not taken'}`,
  );

describe('what became of the events of a delivery that was given up', () => {
  it('is told by its last error', () => {
    expect(told(ApplicationFailure.create({ message: 'HTTP 500', details: [1] }))).toEqual([
      'a taken',
      'b,c not taken',
    ]);
    expect(told(ApplicationFailure.create({ message: 'HTTP 500', details: [1, [2]] }))).toEqual([
      'a,b taken',
      'c not taken',
    ]);
  });

  it('is told by the last heartbeat of a worker that was lost', () => {
    expect(told(new TimeoutFailure('lost', 2, 'SCHEDULE_TO_CLOSE'))).toEqual(['a,b taken', 'c not taken']);
    expect(told(new TimeoutFailure('lost', undefined, 'SCHEDULE_TO_CLOSE'))).toEqual(['a,b,c not taken']);
  });
});
