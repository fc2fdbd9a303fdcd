import { randomUUID } from 'node:crypto';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What Azure Resource Manager adds to every answer. The ids are not the world's: reading must not change its course. */
export function standardHeaders(
  sent: Readonly<Record<string, string | undefined>>,
  now: number,
): Record<string, string> {
  const wanted = sent['x-ms-correlation-request-id'];
  const correlationId = wanted !== undefined && GUID.test(wanted) ? wanted : randomUUID();
  const headers: Record<string, string> = {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': randomUUID(),
    'x-ms-correlation-request-id': correlationId,
    'x-ms-routing-request-id': `REHEARSAL:${compactTime(now)}:${correlationId}`,
  };
  const clientRequestId = sent['x-ms-client-request-id'];
  if (clientRequestId !== undefined && sent['x-ms-return-client-request-id']?.toLowerCase() === 'true') {
    headers['x-ms-client-request-id'] = clientRequestId;
  }
  return headers;
}

function compactTime(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
