import { connectMllp } from '../../../adapters/wire/mllp/client';
import type { Hospital } from '../hospital';

/** A message of the PAS about a person of its own number, as the NHS's Interoperability Toolkit writes them. */
export const adt = (
  event: string,
  id: string,
  person: string,
  more: { readonly occurred?: string; readonly processing?: string; readonly rest?: readonly string[] } = {},
): string =>
  [
    `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120103000||ADT^${event}|${id}|${more.processing ?? 'P'}|2.4|||||GBR|UNICODE|EN`,
    `EVN||20261120103000||||${more.occurred ?? '20261120103000'}`,
    `PID|1||${person}||SPECIMEN^ADA^^^MRS^^L||19500401|2`,
    ...(more.rest ?? []),
  ]
    .map((segment) => `${segment}\r`)
    .join('');

/** Sends messages one after the other on one connection and says what each was told: MSA-1. The worker has then done its work. */
export const send = async (
  { adapters }: Hospital,
  feed: string,
  ...messages: readonly string[]
): Promise<readonly string[]> => {
  const port = adapters.feeds?.ports.get(feed);
  if (port === undefined || !adapters.worker) throw new Error(`${feed} is not heard here`);
  const client = await connectMllp({ host: '127.0.0.1', port, timeoutMs: 20_000 });
  try {
    const told: string[] = [];
    for (const message of messages) {
      const reply = (await client.send(Buffer.from(message))).toString();
      told.push(/\rMSA\|(\w+)/.exec(reply)?.[1] ?? 'nothing');
      await adapters.worker.drain();
    }
    return told;
  } finally {
    await client.close();
  }
};
