export { adoptionPreview } from './adoption-preview';
export { eventResend } from './event-resend';
export { leftEvents } from './left-events';
export { scheduleClaim } from './schedule-claim';
export { subscription } from './subscription';
