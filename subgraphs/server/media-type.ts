/** What a GraphQL response is sent as (GraphQL over HTTP, working draft, section 4). */
export type MediaType = 'application/json' | 'application/graphql-response+json';

const JSON_TYPE: MediaType = 'application/json';
const GRAPHQL_TYPE: MediaType = 'application/graphql-response+json';

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** RFC 9110 section 12.5.1; parameters other than `q` narrow nothing here, but another charset cannot be had. */
const rangesOf = (accept: string): readonly Range[] =>
  accept.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const given = (name: string): string | undefined =>
      parameters.find((parameter) => parameter.startsWith(`${name}=`))?.slice(name.length + 1);
    const charset = given('charset')?.replaceAll('"', '');
    const quality = Number(given('q') ?? '1');
    return type === '' || (charset !== undefined && charset !== 'utf-8') || !(quality > 0) ? [] : [{ type, quality }];
  });

const typeOf = (range: string): MediaType | null => {
  switch (range) {
    case GRAPHQL_TYPE:
      return GRAPHQL_TYPE;
    case JSON_TYPE:
    case 'application/*':
    case '*/*':
      return JSON_TYPE;
    default:
      return null;
  }
};

/** The type that the asker likes best, JSON where it does not say; null where it takes none of ours. */
export const acceptedType = (accept: string | undefined): MediaType | null => {
  if (accept === undefined || accept.trim() === '') return JSON_TYPE;
  const offered = rangesOf(accept).flatMap(({ type, quality }) => {
    const media = typeOf(type);
    return media === null ? [] : [{ media, quality }];
  });
  const best = Math.max(...offered.map(({ quality }) => quality));
  return offered.find(({ quality }) => quality === best)?.media ?? null;
};
