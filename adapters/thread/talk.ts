/** What a thread is told by those who started it. */
export type Down<Asked> = { readonly kind: 'ask'; readonly asked: Asked } | { readonly kind: 'close' };

/** What it tells them. */
export type Up<Said> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'log'; readonly line: string }
  | { readonly kind: 'said'; readonly said: Said };
