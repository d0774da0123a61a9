import type { RecordSource } from '../../schema/clinical/values';
import { labelledAs, securityLabelsOf } from './security-labels';
import { documentsOfPeople } from './sources/documents';
import { AT, recordsWith } from './sources/server-under-test';

const R4 = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const tagged = (system: string | undefined, code: string) => ({ meta: { security: [{ system, code }] } });

test.each([
  ['R', tagged(R4, 'R'), ['restricted']],
  ['V as STU3 writes it', tagged('http://hl7.org/fhir/v3/Confidentiality', 'V'), ['very-restricted']],
  ['V by its OID', tagged('urn:oid:2.16.840.1.113883.5.25', 'V'), ['very-restricted']],
  ['V without a system', tagged(undefined, 'V'), ['very-restricted']],
  ['NOPAT', tagged('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'NOPAT'), ['not-for-patient']],
  ['N', tagged(R4, 'N'), []],
  ['a V of somebody else’s', tagged('https://systems.example/CodeSystem/colour', 'V'), []],
  ['nothing', {}, []],
])('%s is read', (_, resource, labels) => expect(securityLabelsOf(resource)).toEqual(labels));

test('a record is labelled as each of the resources that it is made of', () => {
  const source: RecordSource = { instance: 'gp-connect@C82999', asOf: AT, retrievedAt: AT, freshness: 'LIVE' };
  expect(labelledAs(source, {}, tagged(R4, 'N'))).toBe(source);
  const once = labelledAs(source, tagged(R4, 'V'));
  expect(labelledAs(once, tagged(undefined, 'NOPAT')).securityLabels).toEqual(['very-restricted', 'not-for-patient']);
});

test('a document is labelled in its metadata, or in its own element', async () => {
  const letter = {
    ...{ resourceType: 'DocumentReference', status: 'current', type: { text: 'Letter' } },
    subject: { reference: 'Patient/1' },
  };
  const records = await recordsWith(
    documentsOfPeople,
    'a@RT5',
    { ...letter, id: 'plain' },
    { ...letter, id: 'tagged', ...tagged(R4, 'V') },
    { ...letter, id: 'labelled', securityLabel: [{ coding: [{ system: R4, code: 'V' }] }] },
  );
  expect(records.map(({ source }) => source.securityLabels)).toEqual([
    ...[undefined, ['very-restricted'], ['very-restricted']],
  ]);
});
