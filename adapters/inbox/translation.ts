import { faultName } from '../../schema/fault-name';
import type { Refusal, Translation } from '../contract';
import { decode } from '../wire/hl7v2/charset';
import type { Hl7Message } from '../wire/hl7v2/message';
import { parseMessage } from '../wire/hl7v2/parse';
import { refusalIn } from './fault';
import type { Feed } from './feed';
import { traceReading } from './reading-trace';
import { isHeartbeat } from './verdict';
import type { InboxMeans } from './worker-means';

/** A translator threw, which it never should: where, and by what. `cause` is what it threw. */
export class TranslationFault extends Error {
  constructor(
    readonly refusal: Refusal,
    override readonly cause: unknown,
  ) {
    super('a translation failed');
    this.name = 'TranslationFault';
  }
}

/** What a message's bytes say, by today's code. Throws {@link TranslationFault}. */
export type TranslateBytes = (feed: Feed, bytes: Buffer) => Translation;

export const createTranslation = ({
  feeds,
  translateFor,
}: Pick<InboxMeans, 'feeds' | 'translateFor'>): TranslateBytes => {
  const translators = new Map(feeds.map((feed) => [feed.name, translateFor(feed)]));

  /** Translation is pure, so a second run over a traced message ends where the first did. */
  const faultOf = (feed: Feed, message: Hl7Message, cause: unknown): TranslationFault => {
    const own = refusalIn(cause);
    if (own !== null) return new TranslationFault(own, cause);
    const trace = traceReading(message);
    try {
      translators.get(feed.name)?.(trace.message, feed.profile);
    } catch {
      // As expected: it is the trace that counts.
    }
    const at = trace.lastRead();
    const reason = `translation failed with ${faultName(cause)} when it had read ${at}`;
    return new TranslationFault({ hl7: '207', at, reason }, cause);
  };

  return (feed, bytes) => {
    const decoded = decode(bytes, feed.profile.charset);
    const parsed = parseMessage(decoded.text);
    if (parsed.kind === 'unreadable')
      return { kind: 'refused', refusal: { hl7: '100', at: 'MSH', reason: parsed.reason } };
    if (isHeartbeat(parsed.message)) return { kind: 'events', events: [], notes: [] };
    const translate = translators.get(feed.name);
    if (translate === undefined) throw new Error(`no translation is known for ${feed.name}`);
    let translation: Translation;
    try {
      translation = translate(parsed.message, feed.profile);
    } catch (error) {
      throw faultOf(feed, parsed.message, error);
    }
    return translation.kind === 'refused'
      ? translation
      : { ...translation, notes: [...new Set([...decoded.notes, ...parsed.notes, ...translation.notes])] };
  };
};
