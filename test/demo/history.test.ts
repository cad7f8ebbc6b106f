import { temporal } from '@temporalio/proto';
import { costOf } from '../../demo/history';

const { EventType } = temporal.api.enums.v1;

describe('the cost of a subscription', () => {
  const events = [
    { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED },
    { eventType: EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED },
    { eventType: EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED },
    {
      eventType: EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED,
      activityTaskStartedEventAttributes: { attempt: 3 },
    },
    { eventType: EventType.EVENT_TYPE_TIMER_STARTED },
    { eventType: EventType.EVENT_TYPE_TIMER_FIRED },
    { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED },
    { eventType: EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES },
    { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED },
    { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED },
  ];

  it('counts every attempt of an activity as an action, and leaves the test clock out', () => {
    expect(costOf(events)).toEqual({
      events: 8,
      clockEvents: 2,
      starts: 1,
      timers: 1,
      activities: 1,
      retries: 2,
      updates: 1,
      searchAttributeUpserts: 1,
      actions: 7,
    });
  });
});
