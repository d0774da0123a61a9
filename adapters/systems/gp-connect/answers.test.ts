import { answerWhen, bundle, closeHospital, listOf, patient, searchset, type Reply } from './replying-under-test';
import { ANCHOR, openUnderTest } from './gp-connect-under-test';
import type { Fault } from '../../simulation/simulator';

afterAll(closeHospital);

const allergiesWhen = (reply: Reply) => answerWhen('allergies', () => reply);
const allergy = (whose = 'Patient/7') => ({
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  clinicalStatus: 'active',
  verificationStatus: 'unconfirmed',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005', display: 'Allergy to penicillin' }] },
  patient: { reference: whose },
  assertedDate: '2019',
});
const list = (more: object = {}) => listOf('allergies', ['AllergyIntolerance/a1'], more);

test('a record that is another person’s, or does not say that it is theirs, is shown to nobody', async () => {
  const others = [
    bundle(patient('9990000026'), allergy(), list()),
    bundle(patient('9990000018', '1950-01-01'), allergy(), list()),
    bundle({ ...patient(), birthDate: undefined }, allergy(), list()),
    bundle(patient('9990000018', '1948'), allergy(), list()),
    bundle(patient(), patient('9990000026'), allergy(), list()),
    bundle(patient(), allergy('Patient/8'), list()),
    bundle(patient(), allergy(), list({ subject: { reference: 'Patient/8' } })),
    bundle(
      patient(),
      allergy(),
      list({ subject: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000026' } } }),
    ),
  ];
  for (const reply of others) {
    const { outcome } = await allergiesWhen(reply);
    expect(outcome).toMatchObject({ code: 'SOURCE_INVALID' });
    expect((outcome as { readonly message: string }).message).not.toMatch(/\d{4}/);
  }
});

test('of somebody of whom the practice found more than it hands over nothing is shown: another may have the number too', async () => {
  const some = searchset(patient());
  for (const more of [{ total: 2 }, { link: [{ relation: 'next', url: 'https://practice.test/Patient?page=2' }] }]) {
    const partly = { ...some, body: { ...(some.body as object), ...more } };
    expect((await answerWhen('appointments', () => partly)).outcome).toMatchObject({ code: 'SOURCE_INVALID' });
  }
});

const IN_DOUBT = {
  ...{ kind: 'found', value: [], complete: false },
  warnings: [{ code: 'IDENTITY_IN_DOUBT' }, { code: 'NUMBER_HELD_TWICE' }],
};

test('of two records under one NHS number nothing is shown, and that is said; beside one that has it no more the answer is about nobody', async () => {
  const again = { ...patient(), id: '8' };
  const twice = bundle(patient(), again, allergy(), list());
  expect((await allergiesWhen(twice)).outcome).toMatchObject(IN_DOUBT);
  // Whatever the other's birth date: the number is all that the practice was asked by.
  const bornOtherwise = { ...patient('9990000018', '1950-01-01'), id: '8' };
  expect((await allergiesWhen(bundle(patient(), bornOtherwise, allergy(), list()))).outcome).toMatchObject(IN_DOUBT);
  expect((await answerWhen('appointments', () => searchset(patient(), again))).outcome).toMatchObject(IN_DOUBT);
  const [number] = again.identifier;
  const former = { ...again, identifier: [{ ...number, use: 'old' }] };
  for (const outcome of [
    (await allergiesWhen(bundle(patient(), former, allergy(), list()))).outcome,
    (await answerWhen('appointments', () => searchset(patient(), former))).outcome,
  ])
    expect(outcome).toMatchObject({ code: 'SOURCE_INVALID' });
});

test('a practice’s Patient is named by the number they have, not by one they had', async () => {
  const [number] = patient().identifier;
  const old = (...identifier: readonly object[]) => ({ ...patient(), identifier });
  for (const former of [{ use: 'old' }, { period: { end: '2026-11-19' } }])
    expect((await allergiesWhen(bundle(old({ ...number, ...former }), allergy(), list()))).outcome).toMatchObject({
      code: 'SOURCE_INVALID',
    });
  const superseded = { ...number, value: '9990000026', use: 'old' };
  expect((await allergiesWhen(bundle(old(superseded, number ?? {}), allergy(), list()))).outcome).toMatchObject({
    ...{ kind: 'found', complete: true },
  });
});

test('an answer without its list, without a patient or without sense is not an empty list', async () => {
  const replies = [bundle(patient(), allergy()), bundle(allergy(), list()), bundle(), { status: 200, body: {} }];
  for (const reply of replies) expect((await allergiesWhen(reply)).outcome).toMatchObject({ code: 'SOURCE_INVALID' });
});

test('what a list warns of reaches the reader, known or not; a record that is named but not sent is missed', async () => {
  const url = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1';
  const warned = (...codes: readonly string[]) => ({ extension: codes.map((valueCode) => ({ url, valueCode })) });
  const { outcome } = await allergiesWhen(
    bundle(patient(), allergy(), list(warned('data-in-transit', 'data-awaiting-filing', 'something-new'))),
  );
  expect(outcome).toMatchObject({
    kind: 'found',
    value: [{ recordedDate: '2019' }],
    complete: false,
    warnings: [{ code: 'data-in-transit' }, { code: 'data-awaiting-filing' }, { code: 'something-new' }],
  });
  const noted = await allergiesWhen(
    bundle(
      patient(),
      allergy(),
      list({ ...warned('data-in-transit'), note: [{ text: 'Missing before 01-May-2026' }] }),
    ),
  );
  expect(noted.outcome).toMatchObject({ warnings: [{ text: 'Missing before 01-May-2026' }] });
  expect((await allergiesWhen(bundle(patient(), list()))).outcome).toMatchObject({
    value: [],
    complete: false,
    warnings: [{ code: 'RECORD_MISSING' }],
  });
});

test('allergies that ended stand contained in their own list', async () => {
  const ended = {
    ...list({
      contained: [{ ...allergy(), id: 'e1', clinicalStatus: 'resolved' }],
      entry: [{ item: { reference: '#e1' } }],
    }),
    code: { coding: [{ system: 'http://snomed.info/sct', code: '1103671000000101' }] },
  };
  const { outcome } = await allergiesWhen(bundle(patient(), allergy(), list(), ended));
  expect(outcome).toMatchObject({
    complete: true,
    value: [{ clinicalStatus: 'active' }, { clinicalStatus: 'resolved' }],
  });
});

test('a record with a modifier that nobody here understands is not read as if it had none', async () => {
  const modifierExtension = [{ url: 'https://systems.example/StructureDefinition/negated', valueBoolean: true }];
  const subject = { reference: 'Patient/7' };
  const asthma = { resourceType: 'Condition', id: 'c1', code: { text: 'Asthma' }, subject };
  const negated = { ...asthma, id: 'c2', modifierExtension };
  const both = listOf('problems', ['Condition/c1', 'Condition/c2']);
  const { outcome } = await answerWhen('problems', () => bundle(patient(), negated, asthma, both));
  expect(outcome).toMatchObject({ complete: false, warnings: [{ code: 'RECORD_UNREADABLE' }] });
  expect((outcome as { readonly value: readonly unknown[] }).value).toHaveLength(1);
});

test('refusals are read by their code, whatever system stands beside it', async () => {
  const refusal = (
    status: number,
    code: string,
    system = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1',
  ) => ({
    status,
    body: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'x', details: { coding: [{ system, code }] }, diagnostics: '9990000018' }],
    },
  });
  const table = [
    [refusal(404, 'NO_RECORD_FOUND'), 'SOURCE_REFUSED', 'no record it can share'],
    [refusal(403, 'NO_PATIENT_CONSENT'), 'SOURCE_REFUSED', 'no record it can share'],
    [refusal(403, 'ACCESS_DENIED'), 'SOURCE_REFUSED', 'does not offer this'],
    [refusal(422, 'INVALID_PARAMETER'), 'SOURCE_REFUSED', 'HTTP 422'],
    [refusal(403, 'ASID_CHECK_FAILED'), 'SOURCE_REFUSED', 'does not let this installation'],
    // As the proxy writes that we may not ask: nothing about the person.
    [
      refusal(403, '403', 'http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0'),
      'SOURCE_REFUSED',
      'before it reached the practice',
    ],
    [
      refusal(502, 'BAD_GATEWAY', 'http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0'),
      'SOURCE_UNAVAILABLE',
      '',
    ],
    [{ status: 404 }, 'SOURCE_INVALID', 'no such service'],
    [{ status: 403, body: '<html>', contentType: 'text/html' }, 'SOURCE_REFUSED', 'before it reached the practice'],
  ] as const;
  for (const [reply, code, words] of table) {
    const { outcome } = await allergiesWhen(reply);
    expect(outcome).toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect((outcome as { readonly message: string }).message).not.toContain('9990000018');
  }
});

test('the ask says who asks, on whose behalf and from what, in an unsigned token of its own', async () => {
  const [one, another] = await Promise.all([allergiesWhen(bundle(patient(), list())), allergiesWhen(bundle())]);
  const headers = one.asked?.headers ?? {};
  expect(headers).toMatchObject({
    accept: 'application/fhir+json;charset=utf-8',
    'content-type': 'application/fhir+json;charset=utf-8',
    'ssp-from': '200000000359',
    'ssp-to': '918999198993',
    'ssp-interactionid': 'urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1',
  });
  expect(headers['ssp-traceid']).not.toBe(another.asked?.headers['ssp-traceid']);
  const [head = '', body = '', signature] = (headers.authorization ?? '').replace(/^Bearer /, '').split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  expect(signature).toBe('');
  expect(read(head)).toEqual({ alg: 'none', typ: 'JWT' });
  const iat = Date.parse(ANCHOR) / 1_000;
  expect(read(body)).toEqual({
    iss: 'https://causeway.example.nhs.uk',
    sub: '555000000001',
    aud: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/C82999\/STU3\/1\/gpconnect\/structured$/) as string,
    exp: iat + 300,
    iat,
    reason_for_request: 'directcare',
    requested_scope: 'patient/*.read',
    requesting_device: {
      resourceType: 'Device',
      identifier: [{ system: 'https://causeway.example.nhs.uk/Id/device', value: 'causeway' }],
      model: 'Causeway',
      version: '1.0',
    },
    requesting_organization: {
      resourceType: 'Organization',
      identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RWE' }],
      name: 'University Hospitals of Leicester',
    },
    requesting_practitioner: {
      resourceType: 'Practitioner',
      id: '555000000001',
      name: [{ family: 'WARD', given: ['Ann'] }],
      identifier: [
        { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: '555000000001' },
        { system: 'https://fhir.nhs.uk/Id/sds-role-profile-id', value: '555000000002' },
        { system: 'https://causeway.example.nhs.uk/Id/user', value: '555000000001' },
      ],
    },
  });
  expect(JSON.parse(one.asked?.body.toString() ?? '')).toEqual({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'patientNHSNumber',
        valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
      },
      { name: 'includeAllergies', part: [{ name: 'includeResolvedAllergies', valueBoolean: true }] },
    ],
  });
});

test.each([
  ['error', 'SOURCE_UNAVAILABLE'],
  ['garbage', 'SOURCE_INVALID'],
  ['empty', 'SOURCE_INVALID'],
  ['down', 'SOURCE_UNAVAILABLE'],
  ['slow', 'SOURCE_TIMEOUT'],
] as const)('a practice that is %s fails with %s, and answers again when it is well', async (kind, code) => {
  const practice = await openUnderTest();
  const fault: Fault = { kind, delayMs: 60_000, share: 1 };
  const person = [practice.identity('p001')];
  const { people } = practice.connection.sources;
  try {
    practice.running.setFault(fault);
    const signal = kind === 'slow' ? AbortSignal.timeout(100) : practice.ask.signal;
    for (const capability of ['allergies', 'appointments'] as const)
      await expect(people[capability]?.(person, {}, { ...practice.ask, signal })).rejects.toMatchObject({ code });
    practice.running.setFault(null);
    if (kind !== 'down') expect((await people.allergies?.(person, {}, practice.ask))?.[0]?.kind).toBe('found');
  } finally {
    await practice.close();
  }
});
