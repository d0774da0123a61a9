/** A body that is not the DICOM JSON that was asked for. Says what is missing, by attribute; holds no value. */
export class NotDicom extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotDicom';
  }
}
