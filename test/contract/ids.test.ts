import {
  gatewayTaskQueueOf,
  merchantOfGatewayQueue,
  parseWorkflowId,
  workflowIdOf,
  WORKFLOW_TASK_QUEUE,
} from '../../contract/ids';

describe('ids', () => {
  it('a workflow id is taken apart as it was put together', () => {
    expect(parseWorkflowId(workflowIdOf('loja-a', 'A0001'))).toEqual({
      merchant: 'loja-a',
      orderId: 'A0001',
    });
  });

  it.each([
    'loja-a/A0001',
    'subscription/loja-a',
    'subscription/loja-a/A0001/2',
    'subscription//A0001',
    'other/loja-a/A0001',
    '',
  ])('%j is none of a subscription', (workflowId) => {
    expect(parseWorkflowId(workflowId)).toBeUndefined();
  });

  it('the merchant of a gateway queue is known from its name', () => {
    expect(merchantOfGatewayQueue(gatewayTaskQueueOf('loja-a'))).toBe('loja-a');
    expect(merchantOfGatewayQueue(WORKFLOW_TASK_QUEUE)).toBeUndefined();
  });
});
