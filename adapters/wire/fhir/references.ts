const RELATIVE = /([A-Za-z]+\/[A-Za-z0-9.-]+)(\/_history\/[^/]+)?$/;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * A literal reference as `Type/id`, without its version. One that names another server's resource stays as it is, and so
 * is none of this one's, though both count from 1 (R4 References, 2.3.0.2; those of the server itself were shortened when
 * its answer was read: {@link withOwnReferences}).
 */
export const localReference = (reference: string): string =>
  ABSOLUTE.test(reference) ? reference : (RELATIVE.exec(reference)?.[1] ?? reference);

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** `https://host/fhir/` of `https://host/fhir/Patient/1`: where a server says that its own resource is. */
const baseOf = (entry: unknown): readonly string[] => {
  if (!isObject(entry) || !isObject(entry['resource'])) return [];
  const { fullUrl, resource } = entry;
  const own = `/${String(resource['resourceType'])}/${String(resource['id'])}`;
  return typeof fullUrl === 'string' && ABSOLUTE.test(fullUrl) && fullUrl.endsWith(own)
    ? [fullUrl.slice(0, 1 - own.length)]
    : [];
};

const shortenedAt = (key: string, held: unknown, bases: ReadonlySet<string>): unknown => {
  if (key !== 'reference' || typeof held !== 'string') return shortened(held, bases);
  const relative = RELATIVE.exec(held);
  return relative && bases.has(held.slice(0, relative.index)) ? held.slice(relative.index) : held;
};

/** The same object where it holds no such reference: of a Bundle most is neither copied nor made anew. */
const shortened = (value: unknown, bases: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const made = items.map((each) => shortened(each, bases));
    return made.some((each, at) => each !== items[at]) ? made : value;
  }
  if (!isObject(value)) return value;
  let made: Record<string, unknown> | null = null;
  for (const key of Object.keys(value)) {
    const held = value[key];
    const short = shortenedAt(key, held, bases);
    if (short !== held) (made ??= { ...value })[key] = short;
  }
  return made ?? value;
};

/**
 * A Bundle as sent, with the addresses taken off its references to the server's own resources: those at `addresses`, by
 * which it is asked, and at the addresses by which it names its entries (R4 Bundle.entry.fullUrl).
 */
export const withOwnReferences = (bundle: unknown, addresses: readonly string[]): unknown => {
  const entries = isObject(bundle) && Array.isArray(bundle['entry']) ? (bundle['entry'] as readonly unknown[]) : [];
  const bases = new Set([...addresses.map((each) => each.replace(/\/*$/, '/')), ...entries.flatMap(baseOf)]);
  return shortened(bundle, bases);
};
