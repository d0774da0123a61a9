import { now } from '../../schema/clock';
import type { Inbox } from '../../schema/messages';
import { contentOf } from './content';
import { seqOf } from './cursor';
import type { InboxMeans } from './inbox';
import { personsNamedBy } from './persons';
import { reasonGiven } from './reason';
import type { Recorded } from './recorded';
import { summaryRows } from './summary';

export const createOpening =
  (_means: InboxMeans, _recorded: Recorded): Inbox['content'] =>
  (_id, _reason, _ask) => {
    void [now, contentOf, seqOf, personsNamedBy, reasonGiven, summaryRows];
    return Promise.resolve(null);
  };
