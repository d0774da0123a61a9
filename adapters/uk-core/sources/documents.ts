import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { conceptOf, ENTERED_IN_ERROR, partyOf, stated } from '../fhir/elements';
import { documentReference, type FhirDocumentReference } from '../fhir/care-record';
import { during } from './selection';
import type { PersonSource } from '../../contract';
import type { DocumentReference } from '../../../schema/clinical/care-record';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

/**
 * Undefined for one that was entered in error, or that another stands in for: this graph has no word for such a document,
 * so it is not shown.
 */
const documentOf = (
  resource: FhirDocumentReference,
  source: RecordSource,
  { instance }: UkCoreServer,
): DocumentReference | undefined => {
  if (resource.status === 'superseded' || [resource.status, resource.docStatus].includes(ENTERED_IN_ERROR))
    return undefined;
  const type = conceptOf(resource.type, instance);
  if (type === undefined) throw new NotFhir('DocumentReference.type holds neither text nor code');
  const attachment = resource.content[0]?.attachment;
  return stated({
    key: keyOfResource(instance, resource),
    source,
    type,
    title: attachment?.title ?? resource.description ?? type.text,
    created: resource.date,
    author: partyOf(resource.author[0]),
    contentType: attachment?.contentType,
    bytes: attachment?.size,
  });
};

/** Whatever is filed, by title and size; content is linked, never inline. */
export const documentsOfPeople =
  (server: UkCoreServer): PersonSource<'documents'> =>
  (people, selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'DocumentReference',
        query: { ...during('date', selection) },
        schema: documentReference,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => documentOf(resource, source, server),
      },
      ask,
    );
