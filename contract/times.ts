import { z } from 'zod';

/** An instant as answers and events tell it. */
export const instant = z.string().meta({ format: 'date-time', description: 'ISO 8601, UTC' });
/** A day as answers and events tell it. */
export const date = z.string().meta({ format: 'date', description: 'YYYY-MM-DD in São Paulo' });
