/** As Node's TLS takes them. */
export interface ServiceTlsFiles {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Whose certificates the other services show. Pinned: no other authority is believed, the system's neither. */
  readonly ca: Buffer;
  readonly minVersion: 'TLSv1.2';
}

/** Mutual TLS between services, on both sides of a connection. */
export interface ServiceTls {
  /** What new connections are made with; the same object until the files change. Never throws. */
  current(): ServiceTlsFiles;
}
