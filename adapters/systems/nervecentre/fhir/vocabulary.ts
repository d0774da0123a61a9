import { localVocabulary } from '../../../uk-core/vocabulary';

/** Nervecentre's own codes and addresses (README). */
const OWN = 'https://nervecentre.example';
export const LOCAL = localVocabulary(OWN);
export const RESULT_SYSTEM = `${OWN}/Id/result`;
export const TASK_CODES = `${OWN}/CodeSystem/task`;

/** What narrows Schedule and Appointment to the theatres. */
export const IN_THEATRE = { 'service-category': `${LOCAL.serviceCategories}|theatre` } as const;

export const ESCALATION_TASK = 'ews-escalation';
export const ACKNOWLEDGEMENT_TASK = 'result-acknowledgement';
