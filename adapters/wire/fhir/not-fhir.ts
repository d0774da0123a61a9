/** A body that is not the FHIR that was asked for. Says what is missing, by element; holds no value. */
export class NotFhir extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotFhir';
  }
}
