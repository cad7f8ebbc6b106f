import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { google, temporal } from '@temporalio/proto';
import { summaryOf } from '../../client/listing/summary';

const instant = (iso: string): google.protobuf.Timestamp =>
  google.protobuf.Timestamp.fromObject({
    seconds: Math.floor(Date.parse(iso) / 1_000),
    nanos: (Date.parse(iso) % 1_000) * 1e6,
  });
const fields = (values: Record<string, unknown>): { indexedFields: Record<string, Payload> } => ({
  indexedFields: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, defaultPayloadConverter.toPayload(value)]),
  ),
});

const row = {
  execution: { workflowId: 'subscription/loja-a/A0001' },
  status: temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
  startTime: instant('2026-11-26T12:00:00.123Z'),
};

describe('a row of the list', () => {
  it('without search attributes is a start that failed at once', () => {
    expect(summaryOf(row)).toEqual({
      workflowId: 'subscription/loja-a/A0001',
      runId: '',
      merchant: 'loja-a',
      orderId: 'A0001',
      needsAttention: false,
      workflowStatus: 'TIMED_OUT',
      startedAt: '2026-11-26T12:00:00.123Z',
    });
  });

  it('has what the attributes say, and leaves out what is of another kind', () => {
    const attributes = fields({
      CaratState: 'active',
      CaratScheduleStatus: 7,
      CaratNextChargeDate: '2027-01-10T06:30:00Z',
      CaratAmountCents: 4_990,
      CaratNeedsAttention: true,
      Unknown: 'x',
    });
    const summary = summaryOf({
      ...row,
      searchAttributes: attributes,
      closeTime: instant('2026-12-01T00:00:00Z'),
    });
    expect(summary).toMatchObject({
      state: 'active',
      nextChargeAt: '2027-01-10T06:30:00.000Z',
      amountCents: 4_990,
      needsAttention: true,
      endedAt: '2026-12-01T00:00:00.000Z',
    });
    expect(summary).not.toHaveProperty('scheduleStatus');
  });

  it('of another kind of workflow keeps its id', () => {
    expect(summaryOf({ ...row, execution: { workflowId: 'other' } })).toMatchObject({
      workflowId: 'other',
      merchant: '',
    });
  });

  it('that is none is said to be unexpected', () => {
    expect(() => summaryOf({})).toThrow('without id or start');
  });
});
