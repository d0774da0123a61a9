import { appointmentsOfPeople } from '../../../uk-core/sources/appointments';
import { patientAt, personAt } from '../../../uk-core/sources/registered-under-test';
import { ask, AT, serverWith } from '../../../uk-core/sources/server-under-test';
import { RT5, valueOf } from '../simulator/under-test';
import { byIdentifier } from '../../../uk-core/sources/by-identifier';
import type { UkCoreServer } from '../../../uk-core/server';

const comes = (id: string, status: string) => ({ actor: { reference: `Patient/${id}` }, status });
const base = serverWith('nervecentre@RT5', {
  ...{ resourceType: 'Appointment', id: 'g', status: 'booked', start: AT },
  participant: [comes('a', 'accepted'), comes('b', 'declined'), comes('stranger', 'needs-action')],
});
const nervecentre: UkCoreServer = {
  ...base,
  dialect: { ...base.dialect, people: byIdentifier },
  search: async (...asked) => ({
    ...(await base.search(...asked)),
    included: ['a', 'b', 'stranger'].map((id) => patientAt(RT5)({ id, numbers: [`number-${id}`] })),
  }),
};

test('an appointment of a group is in the diary of each, cancelled for who declined it', async () => {
  const people = ['a', 'b'].map((id) => personAt(RT5)([`number-${id}`], { nhsNumberVerified: false }));
  const answers = await appointmentsOfPeople(nervecentre, 'theatre')(people, {}, ask);
  expect(answers.map((answer) => valueOf(answer).map(({ status }) => status))).toEqual([['booked'], ['cancelled']]);
  expect(answers).toMatchObject([{ complete: true }, { complete: true }]);
});
