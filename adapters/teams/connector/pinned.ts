/** Whether an address is on one of the hosts that the bot answers at: no other may see its tokens. */
export const isPinned = (serviceUrl: string, hosts: readonly string[]): boolean => {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password } = new URL(serviceUrl);
  return protocol === 'https:' && username === '' && password === '' && hosts.includes(hostname.toLowerCase());
};
