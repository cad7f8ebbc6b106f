import { CaratClient } from '../carat/client';
import { Receiver } from '../webhooks/receiver';
import type { MerchantConfig } from './config/worker-config';
import { createGatewayLog } from './log/gateway-log';
import type { ProgramLogger } from '../program/log/logger';
import type { MerchantAtWork } from './start-workers';

/** Gives a merchant its gateway client. The key leaves its wrapper here and nowhere else. */
export function merchantAtWork(merchant: MerchantConfig, logger: ProgramLogger): MerchantAtWork {
  const { alias, merchantId, merchantKey, baseUrl, ca, connectTimeoutMs, answerTimeoutMs } = merchant;
  const carat = new CaratClient({
    baseUrl,
    credentials: { merchantId, merchantKey: merchantKey.reveal() },
    ...(ca === undefined ? {} : { ca }),
    connectTimeoutMs,
    answerTimeoutMs,
    log: createGatewayLog(logger, alias),
  });
  return {
    alias,
    carat,
    callsPerSecond: merchant.callsPerSecond,
    maxCallsInFlight: merchant.maxCallsInFlight,
    maxAmountCents: merchant.maxAmountCents,
    asksForOrders: merchant.asksForOrders,
    ...(merchant.webhook === undefined ? {} : { receiver: new Receiver(merchant.webhook.reveal()) }),
  };
}
