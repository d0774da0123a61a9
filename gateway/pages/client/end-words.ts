/** What stands behind the number of rows shown: without it a long list does not say whether it is whole. */
export const endWords = (hasOlder: boolean): string =>
  hasOlder ? ', and there are older ones' : ', and there are no older ones';
