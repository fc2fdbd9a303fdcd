/** What a script inside a machine is to look at; it changes nothing. */
interface Asked {
  readonly os: 'linux' | 'windows';
  /** Where the machine writes its changes, where that is known. */
  readonly cacheHost?: string;
}

const signIn = 'login.microsoftonline.com';

/** Each finding is one line: `lifeboat|<what>|<ok or not>|<what was seen>`. */
export const insideScript = ({ os, cacheHost }: Asked): readonly string[] => {
  const hosts = [signIn, ...(cacheHost === undefined ? [] : [cacheHost])];
  return os === 'windows' ? powerShell(hosts) : shell(hosts);
};

/** 60 and 77 are what curl ends with where it cannot judge a certificate; 407 is a proxy that wants a sign-in. */
const shell = (hosts: readonly string[]): readonly string[] => [
  'say() { echo "lifeboat|$1|$2|$3"; }',
  ...hosts.flatMap((host) => [
    `proxy=$(curl -sS -o /dev/null -m 20 -w '%{http_connect}' https://${host}/ 2>/tmp/lifeboat-$$); code=$?`,
    `case "$code" in 0|22) say "reach ${host}" ok "TCP 443";; 60|77) say "certificates" not "the certificate of ${host} is not trusted";; *) say "reach ${host}" not "curl ends with $code";; esac`,
    '[ "$proxy" = 407 ] && say "proxy" not "it asks for a sign-in"',
    'rm -f /tmp/lifeboat-$$',
  ]),
  'raw=$(lsblk -dnpo NAME,TYPE | awk \'$2=="disk"{print $1}\' | while read d; do [ "$(lsblk -npo NAME "$d" | wc -l)" -le 1 ] && [ -z "$(lsblk -dnpo FSTYPE "$d")" ] && echo "$d"; done)',
  '[ -z "$raw" ] && say "disks" ok "all are initialised" || say "disks" not "never initialised: $(echo $raw)"',
  'id waagent >/dev/null 2>&1; command -v waagent >/dev/null && say "VM agent" ok "installed" || say "VM agent" not "waagent is not found"',
];

const powerShell = (hosts: readonly string[]): readonly string[] => [
  'function Say($what, $how, $seen) { Write-Output "lifeboat|$what|$how|$seen" }',
  '[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12',
  ...hosts.map(
    (host) =>
      `try { Invoke-WebRequest -UseBasicParsing -TimeoutSec 20 https://${host}/ | Out-Null; Say 'reach ${host}' 'ok' 'TCP 443' } catch { $m = "$($_.Exception.Message)"; if ($_.Exception.Response -and $m -notmatch '407') { Say 'reach ${host}' 'ok' 'TCP 443' } elseif ($m -match '407') { Say 'proxy' 'not' 'it asks for a sign-in' } elseif ($m -match 'trust|SSL|TLS') { Say 'certificates' 'not' 'the certificate of ${host} is not trusted' } else { Say 'reach ${host}' 'not' $m } }`,
  ),
  "$raw = (Get-Disk | Where-Object PartitionStyle -eq 'RAW').Number -join ', '",
  "if ($raw) { Say 'disks' 'not' \"never initialised: $raw\" } else { Say 'disks' 'ok' 'all are initialised' }",
  "if ((Get-Service WindowsAzureGuestAgent -ErrorAction SilentlyContinue).Status -eq 'Running') { Say 'VM agent' 'ok' 'runs' } else { Say 'VM agent' 'not' 'its service does not run' }",
];
