/** Where `ordered.ts` finds each fact of an order heard as a copy (OML^O21, OMG^O19, ORM^O01): paths of `GRAPH_FIELDS` to fields. */
export const ORDER = {
  placerNumber: 'OBR-2, ORC-2',
  status: 'ORC-1, ORC-5',
  code: 'OBR-4',
  orderedAt: 'ORC-9, OBR-6',
  priority: 'TQ1-9, OBR-27.6',
  requester: 'OBR-16, ORC-12',
  reason: 'OBR-31, OBR-13',
} as const;
