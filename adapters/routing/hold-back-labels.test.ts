import type { Warning } from '../../schema/answer';
import type { PersonCapability, Role } from '../../schema/capabilities';
import type { SecurityLabel } from '../../schema/clinical/values';
import { ask, live, person, route, RWE, says, system, told, underTest, viewer } from './door-under-test';
import { NC, opened, related } from './hold-back-under-test';

describe('what a source labels', () => {
  const subject = { identifiers: [{ system: 's', value: 'mavis' }] };
  const labelled = (...securityLabels: SecurityLabel[]) => [
    { key: 'plain', subject, source: live(NC) },
    { key: 'labelled', subject, source: { ...live(NC), securityLabels } },
  ];
  const asking = (role: Role) =>
    ask({ viewer: viewer(role, { wards: [] }), purpose: role === 'nurse' ? 'TREAT' : 'PATRQT' });
  const shownOf = async (
    capability: PersonCapability,
    label: SecurityLabel,
    role: Role,
    { relationships = related, latest = 0 } = {},
  ) => {
    const nc = system(capability, says(NC, labelled(label)));
    const { door } = underTest([route(capability, NC)], { [NC]: nc }, { relationships });
    const selection = latest === 0 ? {} : { latest };
    const [[routed] = []] = await told(door.forPeople(capability, [person('p1')], selection, asking(role)));
    if (routed?.answer.kind !== 'found') throw new Error('Not found');
    const { value, warnings } = routed.answer as unknown as { value: { key: string }[]; warnings: Warning[] };
    return [value.map(({ key }) => key), routed.withheld, warnings.map(({ code }) => code)];
  };
  const ALL = [['plain', 'labelled'], false, []];
  const SAID = [['plain'], true, ['CONFIDENTIAL_AT_SOURCE']];
  const UNSAID = [['plain'], false, []];

  test.each<[SecurityLabel, PersonCapability, Role, unknown]>([
    ['very-restricted', 'documents', 'nurse', SAID],
    ['very-restricted', 'problems', 'nurse', SAID],
    ['very-restricted', 'allergies', 'nurse', SAID],
    ['very-restricted', 'documents', 'patient', SAID],
    ['very-restricted', 'documents', 'carer', SAID],
    // Somebody must act on it, and lies in a bed.
    ['very-restricted', 'early-warning', 'nurse', ALL],
    ['restricted', 'documents', 'nurse', ALL],
    ['not-for-patient', 'documents', 'nurse', ALL],
    ['not-for-patient', 'documents', 'patient', UNSAID],
    ['not-for-patient', 'documents', 'carer', UNSAID],
    ['not-for-patient', 'allergies', 'patient', SAID],
  ])('%s, of %s, before a %s', async (label, capability, role, expected) => {
    expect(await shownOf(capability, label, role)).toEqual(expected);
  });

  test('break-glass opens what is very restricted, and what is not for the patient to nobody who reads as one', async () => {
    expect(await shownOf('documents', 'very-restricted', 'nurse', { relationships: opened })).toEqual(ALL);
    expect(await shownOf('documents', 'not-for-patient', 'carer', { relationships: opened })).toEqual(UNSAID);
  });

  test('the newest of several is not left out without a word: none stands in for it', async () => {
    expect(await shownOf('observations', 'not-for-patient', 'patient', { latest: 1 })).toEqual(SAID);
  });

  test('a list by place says so too, whoever it is of, and leaves nobody out of it who is in a bed', async () => {
    const listed = async (capability: 'encounters' | 'early-warning', records: readonly object[]) => {
      const nc = system(capability, says(NC, records));
      const { door } = underTest([route(capability, NC)], { [NC]: nc }, { people: { mavis: person('p1') } });
      const [[routed] = []] = await door.forPlaces(capability, [{ organisation: RWE, ward: 'W12' }], {}, ask());
      return routed?.answer.kind === 'found' && routed.answer.value.map(({ key }) => key);
    };
    expect(await listed('early-warning', labelled('very-restricted'))).toEqual(['plain', 'labelled']);
    const stays = labelled('very-restricted').map((stay) => ({ ...stay, previousPlaces: [] }));
    expect(await listed('encounters', stays)).toEqual(['plain', 'labelled']);
  });
});
