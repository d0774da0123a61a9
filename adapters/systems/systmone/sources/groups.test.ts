import { appointmentsOfPeople } from '../../../uk-core/sources/appointments';
import { patientAt, personAt } from '../../../uk-core/sources/registered-under-test';
import { ask, AT, serverWith } from '../../../uk-core/sources/server-under-test';
import { RT5, valueOf } from '../systmone-under-test';
import { byPatient } from '../../../uk-core/sources/by-patient';
import type { UkCoreServer } from '../../../uk-core/server';

const comes = (id: string) => ({ actor: { reference: `Patient/${id}` } });
const group = { resourceType: 'Appointment', id: 'g', status: 'booked', start: AT };
const alone = { ...group, id: 'alone', participant: [comes('b')] };
const base = serverWith('systmone@RT5');
const systmone: UkCoreServer = {
  ...base,
  dialect: { ...base.dialect, people: byPatient },
  search: async (what, ...asked) => ({
    ...(await base.search(what, ...asked)),
    matches:
      what === 'Patient'
        ? ['a', 'b'].map((id) => patientAt(RT5)({ id, numbers: [`number-${id}`] }))
        : [{ ...group, participant: [comes('a'), { ...comes('b'), status: 'declined' }, comes('stranger')] }, alone],
  }),
};

test('an appointment of a group is in the diary of each, cancelled for who declined it', async () => {
  const people = ['a', 'b'].map((id) => personAt(RT5)([`number-${id}`], { nhsNumberVerified: false }));
  const answers = await appointmentsOfPeople(systmone, 'community')(people, {}, ask);
  expect(answers.map((answer) => valueOf(answer).map(({ key, status }) => `${status} ${key}`))).toEqual([
    ['booked systmone@RT5|Appointment/g'],
    ['cancelled systmone@RT5|Appointment/g', 'booked systmone@RT5|Appointment/alone'],
  ]);
  expect(answers).toMatchObject([{ complete: true }, { complete: true }]);
});
