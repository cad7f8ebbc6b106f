import { z, type ZodType } from 'zod';
import type { SandboxControl } from './control';
import * as schemas from './control-schemas';
import { SandboxError } from './sandbox-error';

/** The name of a method of the control interface, which is also its path over HTTP. */
export type ControlMethod = keyof SandboxControl;

/** The methods that change nothing. */
export const reads: readonly ControlMethod[] = [
  'now',
  'nextMoment',
  'cards',
  'merchantIds',
  'ledger',
  'requests',
  'connections',
  'transactions',
  'schedules',
  'edits',
  'cancellations',
  'notifications',
  'posts',
  'postsSent',
  'settings',
];

type Endpoint = (control: SandboxControl, args: unknown) => Promise<unknown>;

function endpoint<T>(
  schema: ZodType<T>,
  call: (control: SandboxControl, args: T) => Promise<unknown>,
): Endpoint {
  return async (control, args) => {
    const parsed = schema.safeParse(args);
    if (parsed.success) return call(control, parsed.data);
    const problem = parsed.error.issues[0];
    const where = problem?.path.join('.') ?? '';
    const message = `argument ${where}: ${problem?.message ?? 'invalid'}; give the arguments as a JSON array`;
    throw new SandboxError('sandbox_control_request', message);
  };
}

const none = z.tuple([]);
const text = z.string();

/** What each method takes over HTTP, checked, and the call it makes. */
export const controlEndpoints: Record<ControlMethod, Endpoint> = {
  now: endpoint(none, (control) => control.now()),
  setClockMode: endpoint(z.tuple([z.enum(['manual', 'follow'])]), (control, [mode]) =>
    control.setClockMode(mode),
  ),
  advanceTo: endpoint(z.tuple([schemas.instant]), (control, [instant]) => control.advanceTo(instant)),
  nextMoment: endpoint(none, (control) => control.nextMoment()),
  addFault: endpoint(z.tuple([schemas.fault]), (control, [rule]) => control.addFault(rule)),
  clearFaults: endpoint(z.tuple([text.optional()]), (control, [id]) => control.clearFaults(id)),
  scriptCard: endpoint(z.tuple([text, schemas.cardScript]), (control, [card, script]) =>
    control.scriptCard(card, script),
  ),
  cards: endpoint(none, (control) => control.cards()),
  registerMerchant: endpoint(z.tuple([schemas.merchant]), (control, [merchant]) =>
    control.registerMerchant(merchant),
  ),
  merchantIds: endpoint(none, (control) => control.merchantIds()),
  ledger: endpoint(none, (control) => control.ledger()),
  requests: endpoint(z.tuple([schemas.requestFilter.optional()]), (control, [filter]) =>
    control.requests(filter),
  ),
  connections: endpoint(none, (control) => control.connections()),
  transactions: endpoint(none, (control) => control.transactions()),
  schedules: endpoint(none, (control) => control.schedules()),
  edits: endpoint(none, (control) => control.edits()),
  cancellations: endpoint(none, (control) => control.cancellations()),
  notifications: endpoint(none, (control) => control.notifications()),
  posts: endpoint(z.tuple([schemas.postFilter.optional()]), (control, [filter]) => control.posts(filter)),
  postsSent: endpoint(none, (control) => control.postsSent()),
  addPostFault: endpoint(z.tuple([schemas.postFault]), (control, [rule]) => control.addPostFault(rule)),
  clearPostFaults: endpoint(z.tuple([text.optional()]), (control, [id]) => control.clearPostFaults(id)),
  addSchedule: endpoint(z.tuple([schemas.existingSchedule]), (control, [schedule]) =>
    control.addSchedule(schedule),
  ),
  editSchedule: endpoint(z.tuple([text, schemas.scheduleEdit]), (control, [sid, edit]) =>
    control.editSchedule(sid, edit),
  ),
  reversePayment: endpoint(z.tuple([text]), (control, [nit]) => control.reversePayment(nit)),
  refundPayment: endpoint(z.tuple([text, z.number().optional()]), (control, [nit, amountCents]) =>
    control.refundPayment(nit, amountCents),
  ),
  decideCancellation: endpoint(z.tuple([text, schemas.refundDecision]), (control, [nit, decision]) =>
    control.decideCancellation(nit, decision),
  ),
  setTransactionStatus: endpoint(z.tuple([text, schemas.unpaidStatus]), (control, [nit, status]) =>
    control.setTransactionStatus(nit, status),
  ),
  addIncident: endpoint(z.tuple([schemas.incident]), (control, [incident]) => control.addIncident(incident)),
  settings: endpoint(none, (control) => control.settings()),
  changeSettings: endpoint(z.tuple([schemas.settingsChanges]), (control, [changes]) =>
    control.changeSettings(changes),
  ),
  reset: endpoint(none, (control) => control.reset()),
};
