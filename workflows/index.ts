export { adoptionPreview } from './adoption-preview';
export { scheduleClaim } from './schedule-claim';
export { subscription } from './subscription';
