import type { MessageNode } from './answers';
import { el, type Child } from '../dom';

const valueOf = (node: MessageNode): Child => {
  if (node.masked) return el('span', { class: 'console-masked' }, 'masked');
  return node.value === null ? null : el('span', { class: 'console-value' }, node.value);
};

const places = (node: MessageNode): string =>
  node.repetition > 1 ? `${node.position} (${node.repetition})` : node.position;

const label = (node: MessageNode): Child[] => [
  el('span', { class: 'console-position' }, places(node)),
  ' ',
  el('span', { class: 'console-name' }, node.name),
  ' ',
];

const item = (node: MessageNode): HTMLElement => el('li', {}, ...label(node), valueOf(node), list(node.children ?? []));

const list = (nodes: readonly MessageNode[]): HTMLElement | null =>
  nodes.length === 0 ? null : el('ul', {}, ...nodes.map(item));

const segment = (node: MessageNode): HTMLDetailsElement =>
  el(
    'details',
    { class: 'console-segment', open: true },
    el('summary', {}, ...label(node)),
    list(node.children ?? []) ?? el('p', {}, valueOf(node) ?? 'Nothing in it.'),
  );

/** A message's segments, fields, components and subcomponents, each with the standard's name. Segments open and close. */
export const tree = (segments: readonly MessageNode[]): HTMLElement => {
  const all = segments.map(segment);
  const setAll = (open: boolean) => (): void => {
    for (const each of all) each.open = open;
  };
  const plain = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';
  return el(
    'div',
    { class: 'console-tree' },
    el(
      'div',
      { class: 'nhsuk-button-group nhsuk-button-group--small' },
      el('button', { class: plain, type: 'button', click: setAll(true) }, 'Open all segments'),
      el('button', { class: plain, type: 'button', click: setAll(false) }, 'Close all segments'),
    ),
    ...all,
  );
};
