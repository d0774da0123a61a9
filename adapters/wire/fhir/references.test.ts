import { localReference, withOwnReferences } from './references';

const ASKED = 'https://fhir.example.nhs.uk/R4';
const condition = (reference: string) => ({ resourceType: 'Condition', id: 'c', subject: { reference } });
const bundleOf = (...entry: readonly object[]) => ({ resourceType: 'Bundle', entry });

/** Whom the one Condition of a Bundle is about. */
const subjectOf = (bundle: object): string => {
  const read = withOwnReferences(bundle, [ASKED]) as { entry: { resource: ReturnType<typeof condition> }[] };
  return localReference(read.entry.at(-1)?.resource.subject.reference ?? '');
};

test.each([
  ['Patient/1', 'Patient/1'],
  ['Patient/1/_history/3', 'Patient/1'],
  [`${ASKED}/Patient/1`, 'Patient/1'],
  [`${ASKED}/Patient/1/_history/3`, 'Patient/1'],
  ['#p1', '#p1'],
])('%s is the server’s own', (reference, own) => {
  expect(subjectOf(bundleOf({ resource: condition(reference) }))).toBe(own);
});

test('and so is what stands where it says that its entries are', () => {
  const entry = { fullUrl: 'http://inside:8080/fhir/Patient/1', resource: { resourceType: 'Patient', id: '1' } };
  expect(subjectOf(bundleOf(entry, { resource: condition('http://inside:8080/fhir/Patient/2') }))).toBe('Patient/2');
});

test.each([
  ['https://elsewhere.example/R4/Patient/1'],
  ['https://elsewhere.example/R4/Patient/1/_history/3'],
  [`https://proxy.example/${ASKED}/Patient/1`],
  [`${ASKED}/archive/Patient/1`],
])('%s is somebody of another server', (reference) => {
  expect(subjectOf(bundleOf({ resource: condition(reference) }))).toBe(reference);
});

test('an address that is not the entry’s own says nothing of where the server is', () => {
  const entry = { fullUrl: 'https://elsewhere.example/R4/Patient/9', resource: { resourceType: 'Patient', id: '1' } };
  const reference = 'https://elsewhere.example/R4/Patient/1';
  expect(subjectOf(bundleOf(entry, { resource: condition(reference) }))).toBe(reference);
});
