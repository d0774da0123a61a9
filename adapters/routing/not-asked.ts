import { SourceFault } from '../contract';

/** A system that was spared an ask. `message` says why, and what holds until when. */
export class NotAsked extends SourceFault {
  constructor(message: string, retryAfterMs?: number) {
    super('SOURCE_UNAVAILABLE', message, retryAfterMs);
    this.name = 'NotAsked';
  }
}
