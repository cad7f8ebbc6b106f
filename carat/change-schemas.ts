import { z } from 'zod';
import { LIMITS } from './limits';
import {
  amountCents,
  chargedCardSchema,
  digits,
  idSchema,
  installmentPlan,
  isoDate,
  keptCardSchema,
} from './request-schemas';

const DATA_CHARS = LIMITS.merchantDataCharsMax;

/** Schema of `BeginScheduleEditRequest`. */
export const beginEditSchema = z.strictObject({
  sid: idSchema,
  merchantData: z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9]{1,${DATA_CHARS}}$`), `must be 1 to ${DATA_CHARS} letters and digits`)
    .optional(),
});

/** Schema of `EditScheduleRequest`. */
export const editSchema = z.strictObject({
  seid: idSchema,
  sid: idSchema.optional(),
  change: z
    .strictObject({
      status: z.enum(['ATV', 'INA'], 'must be ATV or INA').optional(),
      amountCents: amountCents.optional(),
      nextDate: isoDate.optional(),
      ...installmentPlan,
      card: keptCardSchema.optional(),
    })
    .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something'),
});

/** Schema of `BeginRefundRequest`. */
export const beginRefundSchema = z.strictObject({ esitefUsn: digits(LIMITS.esitefUsnDigitsMax) });

/** Schema of `RefundRequest`. */
export const refundSchema = z.strictObject({
  nit: idSchema,
  amountCents: amountCents.optional(),
  card: chargedCardSchema.optional(),
});
