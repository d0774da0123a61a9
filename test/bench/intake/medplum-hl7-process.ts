import type { AddressInfo } from 'node:net';
import { Hl7Server, type Hl7MessageEvent } from '@medplum/hl7';
import { answerAsked } from './process-ask';

/** @medplum/hl7 as its agent uses it: it parses, and acknowledges what it has kept nowhere. */
const hl7 = new Hl7Server((connection) => {
  connection.addEventListener('message', ({ message }: Hl7MessageEvent) => connection.send(message.buildAck()));
});
hl7.start(0);
hl7.server?.once('listening', () => {
  answerAsked((hl7.server?.address() as AddressInfo).port, () => Promise.resolve(process.memoryUsage().rss));
});
