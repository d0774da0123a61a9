/** Codes of a connection that cannot be had or went: the network's and the system's, not the server's. */
export const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;

/** pg's own words where a connection goes, does not come, or gives no answer; these errors have no code. */
export const CONNECTION_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout (expired|exceeded)|Query read timeout)/i;
