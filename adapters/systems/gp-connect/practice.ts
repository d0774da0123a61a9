import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { now } from '../../../schema/clock';
import { instanceParts, type InstanceName } from '../../../schema/identifiers';
import { SourceFault, type Means } from '../../contract';
import { asSourceFault } from '../../source-fault';
import { parseFhirJson } from '../../wire/fhir/json';
import { withOwnReferences } from '../../wire/fhir/references';
import { createHttpClient, type HttpClientTls, type HttpRequest } from '../../wire/http/client';
import { renewedTls } from '../../wire/tls/renewed-tls';
import { faultOf } from './refusal';
import { requestToken } from './token';
import { FHIR_JSON, INTERACTION, type Interaction } from './vocabulary';
import type { Ask, Purpose } from '../../../schema/capabilities';
import type { Clock } from '../../../schema/clock';
import type { SourceStamp } from '../../../schema/answer';
import type { GpConnectConfig } from './config';

/** One practice, as its sources see it. */
export interface Practice {
  readonly instance: InstanceName;
  readonly clock: Clock;
  stamp(): SourceStamp;
  /** One interaction; answers the body of a success. Throws {@link SourceFault}. */
  interact(interaction: Interaction, request: Pick<HttpRequest, 'path' | 'query' | 'body'>, ask: Ask): Promise<unknown>;
  close(): Promise<void>;
}

/** GP Connect is for direct care: not for administration, secondary use or patients themselves. */
const DIRECT_CARE: readonly Purpose[] = ['TREAT', 'ETREAT', 'BTG'];

/** The provider's own address: what the proxy's address is followed by. */
const providerOf = (address: string): string =>
  address.slice(Math.max(address.lastIndexOf('https://'), address.lastIndexOf('http://')));

const audienceOf = (address: string): string => providerOf(address).replace(/\/fhir\/?$/, '');

const joined = (base: string, path: string): string => `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;

const filesOf = ({ clientKey, clientCertificate, serverAuthority }: GpConnectConfig): HttpClientTls => ({
  ...(clientKey !== undefined && { key: readFileSync(clientKey) }),
  ...(clientCertificate !== undefined && { certificate: readFileSync(clientCertificate) }),
  ...(serverAuthority !== undefined && { authority: readFileSync(serverAuthority) }),
});

/** A renewed certificate is shown with the next connection. Throws where the files cannot be used at the start. */
const tlsOf = (config: GpConnectConfig, { instance, log }: Means): (() => HttpClientTls) =>
  renewedTls({
    ...{ where: instance, log, read: () => filesOf(config) },
    paths: [config.clientKey, config.clientCertificate, config.serverAuthority].filter((path) => path !== undefined),
    contextOf: ({ key, certificate, authority }) => ({ key, cert: certificate, ca: authority }),
  });

/** Opens the connections to one practice; nothing is asked yet. */
export const openPractice = (config: GpConnectConfig, means: Means): Practice => {
  const { instance, clock } = means;
  const ods = instanceParts(instance).organisation;
  const addressOf = (path: string): string => joined(config.baseUrl, path.replaceAll('{ods}', ods));
  const tls = tlsOf(config, means);
  const open = (address: string) => ({
    http: createHttpClient({
      ...{ baseUrl: address, connectTimeoutMs: config.connectTimeoutMs, parse: parseFhirJson, tls },
    }),
    audience: audienceOf(address),
    addresses: [address, providerOf(address)],
  });
  const structured = open(addressOf(config.structuredPath));
  const foundations = open(addressOf(config.foundationsPath));

  return {
    instance,
    clock,
    stamp: () => {
      const at = now(clock);
      return { instance, asOf: at, retrievedAt: at, freshness: 'LIVE' };
    },
    interact: async (interaction, request, ask) => {
      if (!DIRECT_CARE.includes(ask.purpose))
        throw new SourceFault('SOURCE_REFUSED', 'GP Connect may be asked for direct care only');
      const { http, audience, addresses } = interaction === 'structuredRecord' ? structured : foundations;
      const { issuer, deviceId, fromAsid, toAsid } = config;
      try {
        const response = await http.json({
          ...request,
          method: request.body === undefined ? 'GET' : 'POST',
          headers: {
            accept: FHIR_JSON,
            ...(request.body === undefined ? {} : { 'content-type': FHIR_JSON }),
            'ssp-traceid': randomUUID(),
            'ssp-from': fromAsid,
            'ssp-to': toAsid,
            'ssp-interactionid': INTERACTION[interaction],
            authorization: `Bearer ${requestToken({ viewer: ask.viewer, issuer, deviceId, audience, clock })}`,
          },
          signal: ask.signal,
        });
        const fault = faultOf(response, clock);
        if (fault) throw fault;
        return withOwnReferences(response.body, addresses);
      } catch (error) {
        throw asSourceFault(error);
      }
    },
    close: async () => {
      await Promise.all([structured.http.close(), foundations.http.close()]);
    },
  };
};
