// Owns the English words of the connection test: its steps, what they find, and what to do.
import type { TestFactName, TestStep, TestStepName, TestVerdict } from '#shared/connection-test.ts'
import type { Advice } from '../../components/connection/find-advice.ts'

const step: Record<TestStepName, string> = {
  settings: 'Settings',
  'name-resolution': 'Name',
  tcp: 'Connection',
  proxy: 'Proxy',
  tls: 'Encryption',
  token: 'Token',
  handshake: 'WebSocket handshake',
  request: 'Request',
  'first-event': 'First event',
  'first-text': 'First words',
}
const status: Record<TestStep['status'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Skipped',
}
const fact: Record<TestFactName, string> = {
  address: 'Address',
  accessMethod: 'Access method',
  protocolVersion: 'Protocol version',
  proxy: 'Proxy',
  ipAddress: 'IP address',
  tlsVersion: 'TLS',
  certificateSubject: 'Certificate of',
  certificateIssuer: 'Issued by',
  validFrom: 'Valid from',
  validTo: 'Valid to',
  tokenSource: 'Token from',
  httpStatus: 'HTTP status',
}
const verdict: Record<TestVerdict, string> = {
  works: 'The connection works: {way}.',
  'works-otherwise': 'The connection works, but not in the first way: {way}.',
  fails: 'The connection does not work.',
  cancelled: 'The test was cancelled.',
}
const advice: Record<Advice, string> = {
  key: 'Copy the AppKey again from the console of the deployment that the service URL leads to.',
  'key-or-site':
    'Copy the AppKey again from the ADP console. If it is right, choose another site: an AppKey of one site is unknown on the others.',
  'enter-key': 'Enter the AppKey.',
  publish:
    'Publish the application, and the knowledge base that it uses, in the ADP console, then test again.',
  'application-gone':
    'Look in the ADP console whether the application is still there. If it is, copy its AppKey again and check the site.',
  'application-disabled':
    'Look in the ADP console whether the application is enabled, and in the Tencent Cloud console whether the account is in arrears.',
  'application-type':
    'Choose Automatic or the other protocol version: this type of application does not have this one.',
  application: 'Look in the ADP console whether the application is published and enabled.',
  content: 'The content check refuses even a greeting. Look at the content settings of the application.',
  'credentials-missing': 'Enter a SecretId and a SecretKey or a token endpoint, or choose HTTP SSE.',
  credentials:
    'Copy SecretId and SecretKey again. Both belong together, and to the account of the application.',
  permission:
    'Ask the owner of the account to let this SecretId use the platform, or choose HTTP SSE, which needs no credentials.',
  quota: 'Add to the quota in the Tencent Cloud console, then test again.',
  token: 'Check that the credentials belong to the account of the application, or choose HTTP SSE.',
  'token-endpoint': 'Check the address of the token endpoint, and what it answers.',
  name: 'Check that the address is spelled right, and that this computer has a network. A VPN may be needed.',
  refused: 'Nothing listens at this address and port. Check the service URL, and whether the service runs.',
  timeout:
    'A firewall may swallow the connection. Try another network, or set the proxy of your network in the settings.',
  network: 'Check the network of this computer. A proxy or a VPN may be needed.',
  'proxy-unreachable': 'Check the address of the proxy in the settings, or in the settings of the system.',
  'proxy-sign-in':
    'The proxy wants a name and a password. Ask whoever runs it for one without, or to let this address through.',
  'proxy-refuses':
    'Ask whoever runs the proxy to let this address through, or choose another proxy in the settings.',
  'access-denied': 'Sign in to the network in a browser, or check the proxy and the service URL.',
  'websocket-blocked': 'Something on the way does not let WebSockets through. Choose HTTP SSE.',
  'service-url':
    'Check the service URL: what answers there is not the platform, or hides it behind another path.',
  clock: 'Set the clock of this computer, best by itself from the network, then test again.',
  'certificate-expired':
    'Compare the dates of the certificate with the clock of this computer. If the clock is right, whoever runs the service has to renew the certificate.',
  'certificate-untrusted':
    'A proxy that reads along, or a private deployment, shows a certificate that this computer does not trust. Ask whoever runs it to have it trusted by this system.',
  'certificate-name': 'Use the address that the certificate is made for as the service URL.',
  'not-encrypted': 'Use an address that starts with https://.',
  'checks-off':
    'Start ADP Desk without NODE_TLS_REJECT_UNAUTHORIZED: it switches off the check of certificates.',
  tls: 'Check whether this address and port speak TLS, and whether a proxy changes the connection.',
  version: 'Choose Automatic or the other protocol version.',
  'version-found': 'Choose the protocol version {version} in the profile to spare the detour.',
  busy: 'Wait a minute, then test again.',
  slow: 'The service took the question and stayed silent. Test again later; if it stays so, send the copied text to support.',
  'try-again': 'Test again in a minute. If it stays so, send the copied text to support.',
  addresses: 'Check the addresses in the profile.',
  report: 'Send the copied text to support.',
}

export const connectionTest = {
  start: 'Test connection',
  cancel: 'Cancel test',
  title: 'Connection test',
  running: 'Testing…',
  copy: 'Copy',
  way: '{method}, {version}',
  step,
  status,
  fact,
  verdict,
  advice,
  report: {
    tested: 'Tested',
    duration: 'Took',
    program: 'Program',
    site: 'Site',
    appKey: 'AppKey',
    appKeyEnds: 'ends in {hint}',
    appKeyHidden: 'hidden',
    result: 'Result',
    clockAhead: 'Clock of this computer',
    clockAheadBy: '{seconds} s ahead of the service',
    attempt: 'Way {number}: {way}',
  },
}
