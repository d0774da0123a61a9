import { openHospital, type Hospital } from '../hospital';
import { questionsOfAPerson } from './of-a-person';
import { questionsOfResults } from './of-results';
import { questionsOfWards } from './of-wards';

/**
 * Every kept query against the seeded hospital. The expected answers were worked out from the seed
 * (adapters/simulation/README.md and cast/), never copied from an answer.
 */
let opened: Hospital;
beforeAll(async () => {
  opened = await openHospital();
});
afterAll(() => opened.close());

questionsOfAPerson(() => opened);
questionsOfResults(() => opened);
questionsOfWards(() => opened);
