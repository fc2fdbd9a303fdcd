/** As Site Recovery is asked. */
const siteRecovery = '2023-06-01';

/** A call that the az command has no word for. */
export const azRest = (method: string, path: string, body?: unknown, version = siteRecovery): string => {
  const sent = body === undefined ? '' : ` --body '${JSON.stringify(body)}'`;
  return `az rest --method ${method} --url "${path}?api-version=${version}"${sent}`;
};
