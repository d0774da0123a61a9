import { Client } from 'pg';
import { connectionSettings } from './connection-settings';

/** One connection for one piece of work, ended whatever becomes of it. Rejects with what connecting or the work threw. */
export const onOneConnection = async <T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client(connectionSettings(databaseUrl));
  // A server that goes away in between fails the work; unheard, it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};
