import type { Address } from '../../adapters/assembly/connections';
import { startRewrittenWay, type RewrittenWay } from './rewritten';
import { searchsetIn, type Searchset } from './searchset';

/** The way to a FHIR server on which every searchset comes in two pages, the second behind the link `next`. */
export interface PagedWay extends RewrittenWay {
  /** How many searchsets were parted. */
  parted(): number;
}

export const startPagedWay = async (target: Address): Promise<PagedWay> => {
  const seconds: string[] = [];
  let parted = 0;
  /** Its first half, its second kept for whoever follows the link. What is included comes with both. */
  const firstHalf = (whole: Searchset, own: string): Searchset => {
    const matches = whole.entry.filter(({ search }) => search?.mode !== 'include');
    if (matches.length < 2 || whole.link.some(({ relation }) => relation === 'next')) return whole;
    const included = whole.entry.filter(({ search }) => search?.mode === 'include');
    const half = (some: Searchset['entry'], link: Searchset['link']): Searchset => ({
      ...whole,
      link: [...whole.link, ...link],
      entry: [...some, ...included],
    });
    const at = Math.ceil(matches.length / 2);
    parted += 1;
    const url = `${own}/second-page-${seconds.push(JSON.stringify(half(matches.slice(at), []))) - 1}`;
    return half(matches.slice(0, at), [{ relation: 'next', url }]);
  };
  const way = await startRewrittenWay(
    target,
    (text, own) => {
      const found = searchsetIn(text);
      return found === null ? null : JSON.stringify(firstHalf(found, own));
    },
    (path) => {
      const nth = /\/second-page-(\d+)$/.exec(path)?.[1];
      return nth === undefined ? undefined : seconds[Number(nth)];
    },
  );
  return { ...way, parted: () => parted };
};
