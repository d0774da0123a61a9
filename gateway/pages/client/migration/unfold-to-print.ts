/**
 * Nobody unfolds anything on paper: what stands in the way of a system is open while the page is printed, and then folded
 * again. The style sheet does as much where it can reach into a fold; not every browser lets it.
 */
export const unfoldToPrint = (): void => {
  let unfolded: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll<HTMLDetailsElement>('.migration-gates details:not([open])')];
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of unfolded) fold.open = false;
    unfolded = [];
  });
};
