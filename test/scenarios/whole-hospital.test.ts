import { openHospital, type Hospital } from './hospital';
import { findingPeople } from './identity/finding-people';
import { oneNumberTwoPeople } from './identity/one-number-two-people';
import { movedReport } from './identity/moved-report';
import { personInDoubt } from './identity/person-in-doubt';
import { toldAtHealth } from './other-settings/told-at-health';
import { questionsOfAPerson } from './questions/of-a-person';
import { questionsOfResults } from './questions/of-results';
import { questionsOfTheEmergencyDepartment } from './questions/of-the-emergency-department';
import { questionsOfVirtualWards } from './questions/of-virtual-wards';
import { questionsOfWaitingLists } from './questions/of-waiting-lists';
import { questionsOfWards } from './questions/of-wards';
import { costOfAWard } from './ward-of-thirty/cost-of-a-ward';

/**
 * Scenarios that only read, or only add people, share one running hospital. The expected answers were worked out from the seed
 * (adapters/simulation/README.md and cast/), never copied from an answer.
 */
let opened: Hospital;
beforeAll(async () => {
  opened = await openHospital();
}, 180_000);
afterAll(() => opened.close());

const hospital = (): Hospital => opened;
describe('questions of a person', () => questionsOfAPerson(hospital));
describe('questions of results', () => questionsOfResults(hospital));
describe('questions of wards', () => questionsOfWards(hospital));
describe('questions of the emergency department', () => questionsOfTheEmergencyDepartment(hospital));
describe('questions of virtual wards', () => questionsOfVirtualWards(hospital));
describe('questions of waiting lists', () => questionsOfWaitingLists(hospital));
describe('finding people', () => findingPeople(hospital));
describe('other settings', () => toldAtHealth(hospital));
describe('what a ward of thirty costs', () => costOfAWard(hospital));
// Last, because more people are heard of.
describe('one number, two people', () => oneNumberTwoPeople(hospital));
describe('a person in doubt', () => personInDoubt(hospital));
describe('a report that is moved to somebody else', () => movedReport(hospital));
