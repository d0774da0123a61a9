/** Closes the dialog that is open: what it asks about is of a place that somebody just left. */
export const leaveDialog = (): void => document.querySelector('dialog')?.close();
