import { temporal } from '@temporalio/proto';
import { costOf, costWithout, lastLookOf } from '../../demo/history';

const { EventType } = temporal.api.enums.v1;
type Event = Parameters<typeof costOf>[0][number];

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
      signals: 0,
      searchAttributeUpserts: 1,
      actions: 7,
    });
  });

  it('tells the look after the last execution apart, up to the end, which comes without it too', () => {
    const timer = (summary: string): Event => ({
      eventType: EventType.EVENT_TYPE_TIMER_STARTED,
      timerStartedEventAttributes: {},
      userMetadata: { summary: { data: Buffer.from(JSON.stringify(summary)) } },
    });
    const activity = { eventType: EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED };
    const end = { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED };
    const life = [
      { eventType: EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED },
      timer('the charge due on 2027-02-10'),
      activity,
      timer('whether an execution is repeated after the last one'),
      activity,
      end,
    ];
    const look = lastLookOf(life);
    expect(look).toMatchObject({ events: 2, actions: 2, timers: 1, activities: 1 });
    expect(look && costWithout(costOf(life), look)).toMatchObject({ events: 4, actions: 3, timers: 1 });
    expect(lastLookOf(life.slice(0, 3))).toBeUndefined();
  });
});
