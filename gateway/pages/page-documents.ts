import { ACCESS_DOCUMENTS } from './access/documents';
import { CONSOLE_DOCUMENTS } from './messages/documents';
import { MIGRATION_DOCUMENTS } from './migration/documents';

/** One operation of a page's own, word for word as its script sends it. */
export interface PageDocument {
  /** `messages/search`: the page, and its own name for it. */
  readonly from: string;
  text(): string;
}

const PAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  access: ACCESS_DOCUMENTS,
  messages: CONSOLE_DOCUMENTS,
  migration: MIGRATION_DOCUMENTS,
};

/** Everything that the pages of this release ask: to be registered where only registered operations are answered. */
export const pageDocuments = (): readonly PageDocument[] =>
  Object.entries(PAGES).flatMap(([page, documents]) =>
    Object.entries(documents).map(([name, text]) => ({ from: `${page}/${name}`, text: () => text })),
  );
