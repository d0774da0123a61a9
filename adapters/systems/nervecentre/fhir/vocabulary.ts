import { localVocabulary } from '../../../uk-core/vocabulary';

/** Nervecentre's own codes and addresses (README). */
const OWN = 'https://nervecentre.example';
export const LOCAL = localVocabulary(OWN);
export const RESULT_SYSTEM = `${OWN}/Id/result`;
export const TASK_CODES = `${OWN}/CodeSystem/task`;

export const ESCALATION_TASK = 'ews-escalation';
export const ACKNOWLEDGEMENT_TASK = 'result-acknowledgement';
