// Owns the sentence a person reads when npm could not install: what was wrong and what to do.

/** The codes that npm ends with, and the sentence for them. @type {readonly (readonly [RegExp, string])[]} */
const sentences = [
  [/^ENOSPC$/, 'The disk is full; free about 2 GB and run the command again.'],
  [
    /^EUSAGE$/,
    'package.json and package-lock.json do not agree; run npm install once and run the command again.',
  ],
  [
    /^(E401|E403|EAUTH\w*)$/,
    'The package registry refused the request; check the registry and the login in your npm settings and run the command again.',
  ],
  [
    /^(E404|ETARGET)$/,
    'The package registry does not have one of the packages; check the registry in your npm settings and run the command again.',
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|E5\d\d)$/,
    'The package registry could not be reached; check the network, the proxy and the registry in your npm settings and run the command again.',
  ],
  [
    /^(EACCES|EPERM|EROFS|EBUSY)$/,
    'npm could not write to the project’s folder; close programs that use it, check that it belongs to you and run the command again.',
  ],
]

/** @param {string} output what npm printed */
export function explainInstallFailure(output) {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1] ?? ''
  const found = sentences.find(([pattern]) => pattern.test(code))
  return (
    found?.[1] ?? 'npm could not install the packages; read .cache/npm-ci.log, then run the command again.'
  )
}
