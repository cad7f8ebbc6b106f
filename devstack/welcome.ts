import { DateTime } from 'luxon';
import { GATEWAY_ZONE } from '../domain/calendar';
import type { CardInfo } from '../sandbox/control';
import { MERCHANTS, type DevelopmentStack } from './development-stack';
import { PORTS, type Settings } from './settings';

const STANDARD_ADDRESS = `127.0.0.1:${String(PORTS.temporal.standard)}`;
/** Days from today to the first monthly charge of the example. */
const EXAMPLE_DAYS = 10;

/** What a person needs to know once the stack is up. */
export async function welcome(running: DevelopmentStack, { ports, databaseFile }: Settings): Promise<string> {
  const { temporal, stack, doors, caFile, doorsCaFile, receiver, forgotten } = running;
  const cards = await stack.sandbox.control.cards();
  const rows: [string, string][] = [
    ['Temporal', temporal.address],
    ['Web UI', `http://127.0.0.1:${String(ports.ui)}/namespaces/default/workflows`],
    ['sandbox', stack.sandbox.baseUrl],
    ['sandbox control', stack.sandbox.controlUrl],
    ['its CA to trust', caFile],
    ['metrics', `http://127.0.0.1:${String(ports.metrics)}/metrics`],
    ['doors', `${doors.urls[MERCHANTS[0]] ?? ''}/status`],
    ['their CA to trust', doorsCaFile],
    ...receiverRows(receiver),
    ['database', databaseFile],
    ['merchants', MERCHANTS.join(', ')],
  ];
  return `
The development stack is up. Development only: no authentication, a throw-away certificate, time skipping allowed.

${rows.map(([name, text]) => `  ${name.padEnd(19)}${text}`).join('\n')}

Test cards, as tokens of cards stored at the sandbox:
${cards.map(cardLine).join('\n')}

Start a subscription from another terminal:

${example(temporal.address, cards)}

Rehearse a month, a denial or a lost reply: ${caratOn(temporal.address)} dev --help, and docs/guides/tour.md.

${memoryOf(forgotten)}
Ctrl-C stops everything; the database stays.
`;
}

const receiverRows = (receiver: DevelopmentStack['receiver']): [string, string][] =>
  receiver === undefined
    ? []
    : [
        ['events go to', receiver.options.url],
        ['what signs them', receiver.secretFile],
      ];

const cardLine = ({ brand, authorizerId, token }: CardInfo): string =>
  `  ${brand.padEnd(15)} --authorizer ${authorizerId.padEnd(3)} --card-token ${token}`;

function example(address: string, cards: readonly CardInfo[]): string {
  const now = DateTime.now().setZone(GATEWAY_ZONE);
  const orderId = `D${now.toFormat('yyMMddHHmmss')}`;
  const token = cards.find(({ brand }) => brand === 'mastercard')?.token ?? '';
  const carat = caratOn(address);
  return `  ${carat} start --merchant ${MERCHANTS[0]} --order-id ${orderId} --entry pay_now \\
    --amount-cents 4990 --first-date ${now.plus({ days: EXAMPLE_DAYS }).toFormat('yyyy-MM-dd')} --times 12 \\
    --authorizer 2 --store-identification buyer1 --card-token ${token}
  ${carat} show ${MERCHANTS[0]}/${orderId}`;
}

const caratOn = (address: string): string =>
  `${address === STANDARD_ADDRESS ? '' : `TEMPORAL_ADDRESS=${address} `}npm run -s carat --`;

/** The two sides remember differently, and whoever restarts the stack has to know. */
function memoryOf(forgotten: number): string {
  const always =
    'The sandbox keeps its state in memory: what it was asked is forgotten when the stack stops.';
  if (forgotten === 0) return always;
  return `${always}
Subscriptions of earlier runs that are still open: ${String(forgotten)}. The sandbox no longer knows them: every question of
theirs is refused, which ends nothing; they go on asking, and call for a person after 14 days.
\`npm start -- --fresh\` begins with an empty database.`;
}
