import type { AdapterKind, Provision } from '../../contract';

/** One person a call, in the viewer's own name; the answer is `no-store`, so it is never kept. */
const asked: Provision = { from: 'live', maxBatch: 1, asksAs: 'user', ttlMs: 0 };

export const provides = {
  allergies: asked,
  medications: asked,
  problems: asked,
  immunisations: asked,
  appointments: {
    ...asked,
    limits: [
      { code: 'PAST_NOT_AVAILABLE', text: 'GP Connect gives appointments from today on; past ones are not available' },
    ],
  },
} as const satisfies AdapterKind['provides'];
