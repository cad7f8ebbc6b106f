import { Client, Connection } from '@temporalio/client';
import { freePort } from '../../devstack/free-port';
import { FORBIDDEN_ACTIONS, openGuardedWebUi } from '../../devstack/guarded-web-ui';
import { Started } from '../../devstack/started';
import { startTemporalProcess } from '../../devstack/temporal-process';
import { temporalBinary } from '../support/run-environment';

/** A workflow whose id has slashes, as ours do; nobody works on it. */
const ID = 'subscription/loja-a/A0001';
const WORKFLOW = `/api/v1/namespaces/default/workflows/${encodeURIComponent(ID)}`;

/** Sends as the page does: with the token that the page was given. */
async function write(base: string, path: string, body: object = {}, method = 'POST'): Promise<Response> {
  const page = await fetch(base);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = {
    'content-type': 'application/json',
    'x-csrf-token': cookie.replace('_csrf=', ''),
    cookie,
  };
  return fetch(new URL(path, base), { method, headers, body: JSON.stringify(body) });
}

describe('the Web UI of the development stack', () => {
  const started = new Started();
  let client: Client;
  let builtIn: string;
  let guarded: string;

  beforeAll(async () => {
    const [port, uiPort, ownPort] = [await freePort(), await freePort(), await freePort()];
    const server = await startTemporalProcess({ binary: temporalBinary(), port, uiPort });
    started.add(() => server.stop());
    const webUi = await openGuardedWebUi(ownPort, uiPort);
    started.add(() => webUi.close());
    const connection = await Connection.connect({ address: server.address });
    started.add(() => connection.close());
    client = new Client({ connection });
    [builtIn, guarded] = [`http://127.0.0.1:${String(uiPort)}`, `http://127.0.0.1:${String(ownPort)}`];
  });
  afterAll(() => started.stop());
  beforeEach(async () => {
    await client.workflow.start('subscription', {
      ...{ workflowId: ID, taskQueue: 'nobody', args: [] },
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  });

  const statusName = async (): Promise<string> =>
    (await client.workflow.getHandle(ID).describe()).status.name;

  it('tells the page which actions are off, and changes nothing else of its settings', async () => {
    const [own, theirs] = await Promise.all(
      [guarded, builtIn].map(
        async (base) => (await (await fetch(`${base}/api/v1/settings`)).json()) as Record<string, unknown>,
      ),
    );
    const off = Object.fromEntries(FORBIDDEN_ACTIONS.map((action) => [action, true]));
    expect(own).toEqual({ ...theirs, ...off });
    // The page knows each of them by that name.
    for (const action of FORBIDDEN_ACTIONS) expect(theirs).toHaveProperty(action, false);
  });

  it.each([
    ['to start, and to start like this one', WORKFLOW],
    ['terminate', `${WORKFLOW}/terminate`],
    ['cancel', `${WORKFLOW}/cancel`],
    ['reset', `${WORKFLOW}/reset`],
    ['pause', `${WORKFLOW}/pause`],
    ['an activity', `${WORKFLOW}/activities/1/complete`],
    ['a batch', '/api/v1/namespaces/default/batch-operations/b1'],
    ['by another spelling', `${WORKFLOW}/%74erminate`],
    ['by way of a query', `${WORKFLOW}/query/%2e%2e`],
    ['what nobody has thought of', '/api/v1/namespaces/default/workflow-rules'],
  ])('refuses %s, and says why', async (_action, path) => {
    const answer = await write(guarded, path);
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { code: 7, message: expect.stringContaining('docs/operations.md') as string },
    ]);
    expect(await statusName()).toBe('RUNNING');
  });

  it('refuses other methods', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await write(guarded, WORKFLOW, {}, method)).status).toBe(403);
  });

  it('shows, signals', async () => {
    const seen = await fetch(`${guarded}${WORKFLOW}`);
    expect(JSON.stringify(await seen.json())).toContain(ID);
    expect((await write(guarded, `${WORKFLOW}/signal/hint`)).status).toBe(200);
    const { events } = await client.workflow.getHandle(ID).fetchHistory();
    const signals = events?.filter((event) => event.workflowExecutionSignaledEventAttributes);
    expect(signals).toHaveLength(1);
  });

  it('stands in front of one that would have done it', async () => {
    expect((await write(builtIn, `${WORKFLOW}/terminate`)).status).toBe(200);
    expect(await statusName()).toBe('TERMINATED');
  });
});
