import type { CaratClient } from '../carat/client';
import type { ScheduleChange } from '../carat/requests';
import type { CallOutcome } from '../domain/gateway/answers';
import type { BoundedVault } from './bounded-vault';
import { withCard } from './cards';
import { aboveCeiling, type MerchantRules } from './ceiling';
import type { EditRequest, GatewayActivities } from './gateway-activities';
import { inFlight } from './in-flight';
import { outcomeOfSend } from './outcomes';

type Edits = Pick<GatewayActivities, 'beginEdit' | 'sendEdit'>;

/** The calls on /v1/schedules/edits (docs/gateway.md §7). A begin changes nothing; an edit is sent at most once. */
export function editActivities(carat: CaratClient, vault: BoundedVault, rules: MerchantRules): Edits {
  return {
    beginEdit: (request) =>
      inFlight('beginEdit', () => outcomeOfSend(() => carat.beginScheduleEdit(request))),
    sendEdit: (request) =>
      inFlight('sendEdit', async () => {
        const refusal = aboveCeiling(rules, [request.change.amountCents]);
        return refusal ?? sendEdit(carat, vault, request);
      }),
  };
}

function sendEdit(
  carat: CaratClient,
  vault: BoundedVault,
  { seid, sid, change }: EditRequest,
): Promise<CallOutcome> {
  const { card, ...plain } = change;
  const send = (withCardData: ScheduleChange): Promise<CallOutcome> =>
    outcomeOfSend(() => carat.editSchedule({ seid, sid, change: withCardData }));
  if (card === undefined) return send(plain);
  // The card is kept by the gateway, so the contract names no security code here (docs/gateway.md §7).
  return withCard(vault, card, { withSecurityCode: false }, (data) => send({ ...plain, card: data }));
}
