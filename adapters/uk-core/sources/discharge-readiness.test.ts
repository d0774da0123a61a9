import { dischargeReadinessOfPlaces } from './discharge-readiness';
import { ask, LOCAL, serverWith } from './server-under-test';
import type { OdsCode } from '../../../schema/identifiers';

const readyFrom = async (said: object) => {
  const stay = {
    ...{
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { code: 'IMP' },
      subject: { reference: 'Patient/1' },
    },
    identifier: [{ system: LOCAL.visitSystem, value: '900002' }],
    extension: [{ url: LOCAL.extension.dischargeReady, ...said }],
  };
  const places = [{ organisation: 'RT5' as OdsCode }];
  const [answer] = await dischargeReadinessOfPlaces(serverWith('a@RT5', stay))(places, {}, ask);
  return answer;
};

test.each([
  ['the month alone', { valueDate: '2026-11' }],
  ['no date', { valueString: 'yesterday' }],
])('somebody who is told to be ready since a day that cannot be read, %s, is not left out unsaid', async (_, said) => {
  expect(await readyFrom(said)).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_PARTLY_READ' }] });
  expect(await readyFrom({ valueDate: '2026-11-19' })).toMatchObject({ complete: true, warnings: [] });
});
