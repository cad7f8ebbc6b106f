export { adoptionPreview } from './adoption-preview';
export { eventResend } from './event-resend';
export { scheduleClaim } from './schedule-claim';
export { subscription } from './subscription';
